package org.selfsame.app.cli;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// The words of the command line, all from one bundle.
final class Messages {
    private static final String BUNDLE = "org.selfsame.app.cli.messages";

    private Messages() {}

    /// The bundle, for picocli's help.
    static ResourceBundle bundle() {
        return ResourceBundle.getBundle(BUNDLE, Locale.ROOT);
    }

    /// The words under `key`, with `{0}`, `{1}`… replaced. Numbers stand as they are, without grouping.
    static String text(String key, Object... arguments) {
        var words = new Object[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = String.valueOf(arguments[i]);
        }
        return new MessageFormat(bundle().getString(key), Locale.ROOT).format(words);
    }
}
