#if !__has_include(<cblas.h>)
#error "OpenBLAS is missing: run scripts/setup, or install libopenblas-pthread-dev (Debian, Ubuntu) or openblas (Homebrew)"
#endif
#include <cblas.h>

// LAPACK is inside OpenBLAS, but its header is not always installed beside it.
extern void dsyevd_(char *job, char *triangle, int *n, double *a, int *lda, double *values, double *work,
                    int *work_size, int *integer_work, int *integer_work_size, int *status);
extern void dpbtrf_(char *triangle, int *n, int *bandwidth, double *a, int *lda, int *status);
extern void dpbtrs_(char *triangle, int *n, int *bandwidth, int *right_hand_sides, double *a, int *lda, double *b,
                    int *ldb, int *status);
extern void dpotrf_(char *triangle, int *n, double *a, int *lda, int *status);
