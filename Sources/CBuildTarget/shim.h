// The vector instructions that the compiler was told to use: only its C side can say.
#if defined(__AVX512F__) && defined(__AVX512VL__)
#define RD_VECTOR_INSTRUCTIONS "AVX-512"
#define RD_VECTOR_BYTES 64
#elif defined(__AVX2__) && defined(__FMA__)
#define RD_VECTOR_INSTRUCTIONS "AVX2 and FMA"
#define RD_VECTOR_BYTES 32
#elif defined(__ARM_NEON)
#define RD_VECTOR_INSTRUCTIONS "NEON"
#define RD_VECTOR_BYTES 16
#else
#define RD_VECTOR_INSTRUCTIONS "the architecture's least"
#define RD_VECTOR_BYTES 0
#endif
