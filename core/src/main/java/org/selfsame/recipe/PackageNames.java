package org.selfsame.recipe;

import java.util.regex.Pattern;
import org.selfsame.recipe.RecipeException.Reason;

/// What may be the name of a package (Debian Policy 5.6.1), with what apt takes behind it. Nothing else reaches apt: no
/// option, no pattern, no file.
final class PackageNames {
    private static final String NAME = "[a-z0-9][a-z0-9+.-]+";
    private static final Pattern SPEC = Pattern.compile(NAME + "(:[a-z0-9][a-z0-9-]*)?"
            + "(=[0-9A-Za-z][0-9A-Za-z.+:~-]*|/[A-Za-z][0-9A-Za-z./_-]*)?");
    private static final Pattern PLAIN = Pattern.compile(NAME);

    private PackageNames() {}

    /// @throws RecipeException if it is none
    static String check(String spec, String path, int line) throws RecipeException {
        if (!SPEC.matcher(spec).matches()) {
            throw new RecipeException(Reason.BAD_PACKAGE, path, line, spec);
        }
        return spec;
    }

    /// Whether it is a name and nothing else.
    static boolean isPlain(String name) {
        return PLAIN.matcher(name).matches();
    }
}
