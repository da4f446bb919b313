#if __has_include(<openssl/evp.h>)
#include <openssl/evp.h>
#else
#error "libcrypto is missing: run scripts/setup, or install libssl-dev (Debian, Ubuntu) or openssl (Homebrew)"
#endif
