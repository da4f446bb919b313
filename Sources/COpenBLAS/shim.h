#if !__has_include(<cblas.h>)
#error "OpenBLAS is missing: run scripts/setup, or install libopenblas-pthread-dev (Debian, Ubuntu) or openblas (Homebrew)"
#endif
#include <cblas.h>
