package org.selfsame.sandbox;

import java.time.Duration;

/// What the commands of a sandbox may use.
///
/// @param rootBytes how many bytes the root may hold
/// @param memoryBytes how much memory they may use together
/// @param processes how many processes there may be at a time
/// @param commandTime how long one command may take
/// @param logBytes how much one command may print; of what follows only the end is kept, and the command goes on
public record SandboxLimits(long rootBytes, long memoryBytes, int processes, Duration commandTime, long logBytes) {
    /// Enough for a live system.
    public static final SandboxLimits STANDARD = new SandboxLimits(16L << 30, 4L << 30, 4096, Duration.ofHours(6),
            256L << 20);
}
