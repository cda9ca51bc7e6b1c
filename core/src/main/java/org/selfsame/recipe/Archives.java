package org.selfsame.recipe;

import java.util.regex.Pattern;

/// What archives may be called and where they may be. What is let through here can stand in a `sources.list`.
final class Archives {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern URI = Pattern.compile("(https?://[A-Za-z0-9]|file:/)[A-Za-z0-9/._~:@%+{}-]*");
    private static final Pattern SUITE = Pattern
            .compile("[A-Za-z0-9][A-Za-z0-9.+_~-]*(/[A-Za-z0-9][A-Za-z0-9.+_~-]*)*");
    private static final Pattern COMPONENT = Pattern.compile("[a-z0-9][A-Za-z0-9._-]*(/[a-z0-9][A-Za-z0-9._-]*)*");

    private Archives() {}

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static boolean isUri(String text) {
        return URI.matcher(text).matches();
    }

    static boolean isSuite(String text) {
        return SUITE.matcher(text).matches();
    }

    static boolean isComponent(String text) {
        return COMPONENT.matcher(text).matches();
    }
}
