#if !__has_include(<gsl/gsl_version.h>)
#error "GSL 2.7 is missing: run scripts/setup, or install libgsl-dev (Debian, Ubuntu) or gsl (Homebrew)"
#endif
// Not gsl_linalg.h, gsl_eigen.h, gsl_blas.h, nor gsl_sf.h, which reads one of them: their CBLAS types contradict those
// of OpenBLAS. Take special functions from gsl_sf_NAME.h.
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_min.h>
#include <gsl/gsl_roots.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_psi.h>
#include <gsl/gsl_version.h>

// The algorithms' descriptions are variables in C, which Swift refuses to read; these read them.
static inline const gsl_root_fsolver_type *cgsl_brent_root(void) { return gsl_root_fsolver_brent; }
static inline const gsl_min_fminimizer_type *cgsl_brent_minimum(void) { return gsl_min_fminimizer_brent; }
