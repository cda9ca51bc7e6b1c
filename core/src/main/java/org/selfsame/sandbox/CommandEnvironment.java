package org.selfsame.sandbox;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The environment of the commands of a sandbox: nothing of the host's.
final class CommandEnvironment {
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private CommandEnvironment() {}

    /// `VARIABLE=VALUE` in the order of the names. What the command asks for goes before what the surroundings ask for.
    ///
    /// @throws IllegalArgumentException if a name cannot be one, or there is a zero byte
    static List<String> of(Surroundings surroundings, Map<String, String> command) {
        var all = new TreeMap<String, String>();
        all.put("PATH", PATH);
        all.put("HOME", surroundings.home());
        all.put("USER", surroundings.user());
        all.put("LOGNAME", surroundings.user());
        all.put("LC_ALL", surroundings.locale());
        all.put("TZ", surroundings.timeZone());
        all.putAll(surroundings.environment());
        all.putAll(command);
        return all.entrySet().stream().map(entry -> variable(entry.getKey(), entry.getValue())).toList();
    }

    private static String variable(String name, String value) {
        // env(1) takes a word that begins with a hyphen for an option
        if (name.isEmpty() || name.startsWith("-") || name.indexOf('=') >= 0 || (name + value).indexOf('\0') >= 0) {
            throw new IllegalArgumentException("variable " + name);
        }
        return name + "=" + value;
    }
}
