#if !__has_include(<gsl/gsl_version.h>)
#error "GSL 2.7 is missing: run scripts/setup, or install libgsl-dev (Debian, Ubuntu) or gsl (Homebrew)"
#endif
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_min.h>
#include <gsl/gsl_roots.h>
#include <gsl/gsl_sf.h>
#include <gsl/gsl_version.h>
