package org.selfsame.sandbox;

import java.time.Duration;
import java.util.Map;

/// What commands in a sandbox can see of the world. The standard ones are the same everywhere; a build that is repeated to
/// find what leaks into its result varies them.
///
/// @param hostName the host name
/// @param user the values of `USER` and `LOGNAME`; commands run with the user id 0 whatever it is
/// @param home the value of `HOME`
/// @param umask the umask, 0 to 0777
/// @param locale the value of `LC_ALL`
/// @param timeZone the value of `TZ`
/// @param environment further variables
/// @param clockOffset how far the clock that commands see is ahead of the host's; where a backend cannot move the clock,
///         it says so when it is opened
/// @param processors how many processors commands see, or 0 for all that the host has
/// @param inputs the absolute path at which the inputs are found
/// @param disk whether the root lies on a disk's file system, and not in memory
public record Surroundings(String hostName, String user, String home, int umask, String locale, String timeZone,
        Map<String, String> environment, Duration clockOffset, int processors, String inputs, boolean disk) {
    /// What every build sees that does not vary them.
    public static final Surroundings STANDARD = new Surroundings("selfsame", "root", "/root", 022, "C.UTF-8", "UTC",
            Map.of(), Duration.ZERO, 0, "/run/selfsame", false);

    /// Copies the environment.
    ///
    /// @throws IllegalArgumentException if the place of the inputs is no absolute path of plain names
    public Surroundings {
        if (!inputs.matches("(/(?!\\.{1,2}(/|$))[^/\\x00-\\x1f\\x7f]+)+")) {
            throw new IllegalArgumentException("inputs at " + inputs);
        }
        environment = Map.copyOf(environment);
    }
}
