package org.selfsame.sandbox;

import java.time.Duration;

/// How a command ended.
///
/// @param exitCode its exit code; 128 and the number of the signal if one ended it
/// @param wall how long it took
/// @param cpu the processor time of it and its children, as far as the backend can tell
/// @param peakMemory bytes of the largest resident set of one process, or -1 where the backend cannot tell
public record Finished(int exitCode, Duration wall, Duration cpu, long peakMemory) {}
