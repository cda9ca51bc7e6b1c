/// Measures the kernels of core with JMH.
@NullMarked
package org.selfsame.benchmarks;

import org.jspecify.annotations.NullMarked;
