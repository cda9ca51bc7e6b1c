package org.selfsame.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// All commands by name, in the order of the help. A command is made only when it is asked for.
final class Commands {
    /// Each gets the arguments as they are, so that it can begin with something while the rest is loaded.
    private static final Map<String, Function<List<String>, Command>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("verify", VerifyCommand::new);
        ALL.put("compare", _ -> new CompareCommand());
        ALL.put("show", _ -> new ShowCommand());
        ALL.put("extract", ExtractCommand::new);
        ALL.put("pack", PackCommand::new);
        ALL.put("normalize", _ -> new NormalizeCommand());
        ALL.put("iuk", _ -> new IukCommand());
        ALL.put("lock", _ -> new LockCommand());
        ALL.put("build", _ -> new BuildCommand());
        ALL.put("rebuild", _ -> new RebuildCommand());
        ALL.put("store", _ -> new StoreCommand());
        ALL.put("publishers", _ -> new PublishersCommand());
        ALL.put("demo", _ -> new DemoCommand());
    }

    private Commands() {}

    /// The one that `arguments` start with, or all if they start with none: for help and for errors.
    static Map<String, Command> namedIn(String[] arguments) {
        var named = ALL.get(arguments[0]);
        if (named != null) {
            return Map.of(arguments[0], named.apply(Arrays.asList(arguments)));
        }
        var all = new LinkedHashMap<String, Command>();
        ALL.forEach((name, command) -> all.put(name, command.apply(List.of())));
        return all;
    }

    static List<String> names() {
        return new ArrayList<>(ALL.keySet());
    }
}
