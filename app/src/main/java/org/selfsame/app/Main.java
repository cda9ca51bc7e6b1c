package org.selfsame.app;

import org.selfsame.app.cli.Selfsame;
import org.selfsame.app.window.Launcher;

/// Starts the window without arguments or with files to `--open`, the command line otherwise. A command loads no class of the window.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        if (args.length == 0 || args[0].equals("--open")) {
            Launcher.main(args);
        } else {
            System.exit(run(args));
        }
    }

    /// Runs a command.
    ///
    /// @return the exit code of the process
    static int run(String[] args) {
        return Selfsame.execute(args);
    }
}
