package org.selfsame.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// All commands by name, in the order of the help. A command is made only when it is asked for.
final class Commands {
    private static final Map<String, Supplier<Command>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("verify", VerifyCommand::new);
        ALL.put("show", ShowCommand::new);
        ALL.put("extract", ExtractCommand::new);
        ALL.put("publishers", PublishersCommand::new);
        ALL.put("demo", DemoCommand::new);
    }

    private Commands() {}

    /// The one that `arguments` start with, or all if they start with none: for help and for errors.
    static Map<String, Command> namedIn(String[] arguments) {
        var named = ALL.get(arguments[0]);
        if (named != null) {
            return Map.of(arguments[0], named.get());
        }
        var all = new LinkedHashMap<String, Command>();
        ALL.forEach((name, command) -> all.put(name, command.get()));
        return all;
    }

    static List<String> names() {
        return new ArrayList<>(ALL.keySet());
    }
}
