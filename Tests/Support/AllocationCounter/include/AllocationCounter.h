#pragma once
#include <stdbool.h>

/// Whether allocations can be counted here: with glibc, outside of the sanitisers, which have allocators of their own.
bool allocation_counting_works(void);

/// The allocations of the calling thread since it began, by whatever library.
long allocation_count(void);
