package org.selfsame.recipe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.recipe.Recipe.OverlayRequest;
import org.selfsame.recipe.RecipeException.Reason;

/// What `selfsame.toml` says; null, or empty, where it says nothing.
///
/// @param mirrors where the archive of Debian is, the first one first
/// @param securityMirrors where its security updates are
record Settings(@Nullable String name, @Nullable String version, @Nullable String suite, List<String> mirrors,
        List<String> securityMirrors, List<String> components, @Nullable Instant snapshot, @Nullable Instant floor,
        @Nullable String architecture, @Nullable Instant sourceDate, Recipe.@Nullable SandboxChoice sandbox,
        List<Archive> archives, Packages packages, List<OverlayRequest> overlay, Boot boot, Image image) {

    /// No settings.
    static Settings none() throws RecipeException {
        return read("");
    }

    /// `[[archive]]`.
    ///
    /// @param line where it stands
    record Archive(int line, String name, List<String> uris, @Nullable String suite, List<String> components,
            @Nullable String keyring, @Nullable Instant snapshot, @Nullable Instant floor,
            @Nullable String original) {}

    /// `[packages]`.
    ///
    /// @param base whether all packages of the priorities required and important are asked for, or only the essential ones
    /// @param line where it stands
    record Packages(List<String> system, List<String> image, List<String> build, @Nullable Boolean recommends,
            @Nullable String base, int line) {}

    /// `[boot]`.
    record Boot(@Nullable List<String> arguments, @Nullable Boolean bios, @Nullable Boolean uefi,
            @Nullable String title, @Nullable Long timeout) {}

    /// `[image]`.
    record Image(@Nullable Set<Recipe.Output> outputs, @Nullable String volumeId, @Nullable String publisher,
            @Nullable String application, @Nullable String compression, @Nullable Long level,
            @Nullable Long blockSize, List<String> excludes, List<Digest> upgradesFrom, @Nullable Boolean recipe) {}

    /// The priorities that `packages.base` may have.
    static final String ESSENTIAL = "essential";
    /// As [#ESSENTIAL].
    static final String IMPORTANT = "important";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,63}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+~:-]{0,63}");
    private static final Pattern ARCHITECTURE = Pattern.compile("[a-z0-9][a-z0-9-]{1,30}");
    private static final Pattern ARGUMENT = Pattern.compile("[!-~&&[^\"'\\\\]]+");
    private static final int MOST_TIMEOUT = 3600;
    static final int MOST_VOLUME_ID = 32;
    static final int MOST_PUBLISHER = 128;
    static final int MOST_LEVEL = 22;
    private static final int LEAST_BLOCK = 1 << 12;
    private static final int MOST_BLOCK = 1 << 20;
    private static final Set<String> COMPRESSIONS = Set.of("gzip", "xz", "zstd", "lz4", "none");

    /// @throws RecipeException if it breaks a rule, with the line
    static Settings read(String text) throws RecipeException {
        var toml = TomlReader.parse(text);
        var settings = new Settings(toml.text("name", Settings::isName), toml.text("version", Settings::isVersion),
                toml.text("suite", Archives::isSuite), uris(toml, "mirror"), uris(toml, "security-mirror"),
                components(toml), toml.time("snapshot"), toml.time("floor"),
                toml.text("architecture", matches(ARCHITECTURE)), toml.time("source-date"),
                choice(Recipe.SandboxChoice.class, toml, "sandbox"), archives(toml), packages(toml.table("packages")),
                overlay(toml), boot(toml.table("boot")), image(toml.table("image")));
        toml.finish();
        return settings;
    }

    private static Predicate<String> matches(Pattern pattern) {
        return text -> pattern.matcher(text).matches();
    }

    /// One address, or several.
    private static List<String> uris(TomlReader toml, String key) throws RecipeException {
        var uris = toml.isArray(key) ? toml.texts(key) : one(toml.text(key));
        for (var uri : uris) {
            if (!Archives.isUri(uri)) {
                throw toml.bad(key, uri);
            }
        }
        return uris;
    }

    private static List<String> one(@Nullable String text) {
        return text == null ? List.of() : List.of(text);
    }

    private static List<String> components(TomlReader toml) throws RecipeException {
        var components = toml.texts("components");
        for (var component : components) {
            if (!Archives.isComponent(component)) {
                throw toml.bad("components", component);
            }
        }
        return components;
    }

    private static List<Archive> archives(TomlReader toml) throws RecipeException {
        var archives = new ArrayList<Archive>();
        for (var table : toml.tables("archive")) {
            var name = table.text("name", Archives::isName);
            if (name == null) {
                throw table.missing("name");
            }
            var uris = uris(table, "uri");
            if (uris.isEmpty()) {
                throw table.missing("uri");
            }
            archives.add(new Archive(table.line("name"), name, uris, table.text("suite", Archives::isSuite),
                    components(table), table.text("keyring"), table.time("snapshot"), table.time("floor"),
                    table.text("original", Archives::isName)));
            table.finish();
        }
        return archives;
    }

    private static Packages packages(TomlReader table) throws RecipeException {
        var packages = new Packages(specs(table, "system"), specs(table, "image"), specs(table, "build"),
                table.flag("recommends"), table.text("base", Set.of(ESSENTIAL, IMPORTANT)::contains),
                table.line("system"));
        table.finish();
        return packages;
    }

    private static List<String> specs(TomlReader table, String key) throws RecipeException {
        var specs = table.texts(key);
        for (var spec : specs) {
            PackageNames.check(spec, TomlReader.FILE, table.line(key));
        }
        return specs;
    }

    private static List<OverlayRequest> overlay(TomlReader toml) throws RecipeException {
        var requests = new ArrayList<OverlayRequest>();
        for (var table : toml.tables("overlay")) {
            var name = table.text("name", PackageNames::isPlain);
            if (name == null) {
                throw table.missing("name");
            }
            requests.add(new OverlayRequest(name, table.text("version", Settings::isVersion),
                    table.text("not-reproducible", text -> !text.isBlank())));
            table.finish();
        }
        return requests;
    }

    private static Boot boot(TomlReader table) throws RecipeException {
        var arguments = table.has("arguments") ? table.texts("arguments") : null;
        for (var argument : arguments == null ? List.<String>of() : arguments) {
            if (!isArgument(argument)) {
                throw table.bad("arguments", argument);
            }
        }
        var boot = new Boot(arguments, table.flag("bios"), table.flag("uefi"),
                table.text("title", text -> isPlainText(text, MOST_PUBLISHER)),
                table.number("timeout", 0, MOST_TIMEOUT));
        table.finish();
        return boot;
    }

    private static Image image(TomlReader table) throws RecipeException {
        Set<Recipe.Output> outputs = null;
        if (table.has("outputs")) {
            var all = new ArrayList<Recipe.Output>();
            for (var name : table.texts("outputs")) {
                all.add(constant(Recipe.Output.class, name, table, "outputs"));
            }
            if (all.isEmpty()) {
                throw table.bad("outputs", "[]");
            }
            outputs = Set.copyOf(all);
        }
        var compression = table.text("compression", Settings::isCompression);
        var level = table.number("level", 1, MOST_LEVEL);
        var block = table.number("block-size", LEAST_BLOCK, MOST_BLOCK);
        if (block != null && Long.bitCount(block) != 1) {
            throw table.bad("block-size", String.valueOf(block));
        }
        var image = new Image(outputs, table.text("volume-id", text -> isPlainText(text, MOST_VOLUME_ID)),
                table.text("publisher", text -> isPlainText(text, MOST_PUBLISHER)),
                table.text("application", text -> isPlainText(text, MOST_PUBLISHER)), compression, level, block,
                table.texts("excludes"), digests(table, "upgrades-from"),
                table.flag("recipe"));
        table.finish();
        return image;
    }

    private static List<Digest> digests(TomlReader table, String key) throws RecipeException {
        var digests = new ArrayList<Digest>();
        for (var hex : table.texts(key)) {
            try {
                digests.add(new Digest(DigestAlgorithm.SHA256, hex));
            } catch (IllegalArgumentException _) {
                throw table.bad(key, hex);
            }
        }
        return digests;
    }

    /// Whether text can be the name of a recipe, and so a part of the names of files.
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /// Whether text can be a version.
    static boolean isVersion(String text) {
        return VERSION.matcher(text).matches();
    }

    /// Whether text can be an argument of the kernel: no space, no quote.
    static boolean isArgument(String text) {
        return ARGUMENT.matcher(text).matches();
    }

    /// Whether a compression is known.
    static boolean isCompression(String text) {
        return COMPRESSIONS.contains(text);
    }

    /// Whether text can be in a field of a volume: printable ASCII, not more than `most` bytes.
    static boolean isPlainText(String text, int most) {
        return text.length() <= most && text.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    }

    private static <E extends Enum<E>> @Nullable E choice(Class<E> type, TomlReader table, String key)
            throws RecipeException {
        var name = table.text(key);
        return name == null ? null : constant(type, name, table, key);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name, TomlReader table, String key)
            throws RecipeException {
        for (var constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(name)) {
                return constant;
            }
        }
        throw table.bad(key, name);
    }

    /// The archive that is wrong.
    static RecipeException bad(Reason reason, Archive archive, String detail) {
        return new RecipeException(reason, TomlReader.FILE, archive.line(), detail);
    }
}
