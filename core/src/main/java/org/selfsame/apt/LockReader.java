package org.selfsame.apt;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.LockException.Reason;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;

/// Reads a lock: members in the order in which they are written, no others, and each value checked.
final class LockReader {
    private static final int DEEPEST = 6;
    private static final Map<String, Lock.Use> USES = Arrays.stream(Lock.Use.values())
            .collect(Collectors.toMap(use -> use.name().toLowerCase(Locale.ROOT), use -> use));

    private final JsonReader json;
    private final Map<String, Integer> archives = new HashMap<>();

    LockReader(byte[] bytes) throws LockException {
        var text = text(bytes);
        if (text.startsWith("\ufeff")) {
            // the library would skip it
            throw new LockException(Reason.NOT_JSON, "");
        }
        json = new JsonReader(new StringReader(text));
        json.setStrictness(Strictness.STRICT);
        json.setNestingLimit(DEEPEST);
    }

    private static String text(byte[] bytes) throws LockException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new LockException(Reason.NOT_JSON, "", e);
        }
    }

    Lock lock() throws LockException {
        try {
            return document();
        } catch (MalformedJsonException | EOFException | NumberFormatException e) {
            throw new LockException(Reason.NOT_JSON, "", e);
        } catch (LockException e) {
            throw e;
        } catch (IOException | IllegalStateException e) {
            // the library has no type of its own for what is nested too deep
            throw new LockException(Reason.NOT_JSON, "", e);
        }
    }

    private Lock document() throws IOException {
        schema();
        var all = new Members("", "selfsame", "recipe", "sourceDate", "architecture", "archives", "packages", "sources",
                "tools");
        all.seen.add("selfsame");
        all.required("recipe");
        var recipe = recipe();
        var sourceDate = all.time("sourceDate");
        var architecture = all.matching("architecture", LockWord.ARCHITECTURE);
        all.required("archives");
        var list = list("archives", null, this::archive);
        checkOriginals(list);
        all.required("packages");
        var packages = list("packages", LockOrder.PACKAGES, this::binary);
        all.required("sources");
        var sources = list("sources", LockOrder.SOURCES, this::source);
        all.required("tools");
        var tools = list("tools", LockOrder.TOOLS, this::tool);
        all.end();
        if (json.peek() != JsonToken.END_DOCUMENT) {
            throw new LockException(Reason.NOT_JSON, "");
        }
        return new Lock(recipe, sourceDate, architecture, list, packages, sources, tools);
    }

    private void schema() throws IOException {
        if (json.peek() != JsonToken.BEGIN_OBJECT) {
            throw new LockException(Reason.NOT_A_LOCK, "");
        }
        json.beginObject();
        if (!json.hasNext() || !json.nextName().equals("selfsame") || json.peek() != JsonToken.STRING) {
            throw new LockException(Reason.NOT_A_LOCK, "");
        }
        var schema = json.nextString();
        if (!schema.equals(LockJson.SCHEMA)) {
            throw new LockException(schema.matches("lock/[1-9][0-9]{0,8}") ? Reason.OTHER_VERSION : Reason.NOT_A_LOCK,
                    "selfsame");
        }
    }

    private Lock.RecipeStamp recipe() throws IOException {
        var members = new Members("recipe", "name", "version", "repository", "commit", "tag", "tree").begin();
        var recipe = new Lock.RecipeStamp(members.matching("name", LockWord.TEXT),
                members.matching("version", LockWord.TEXT), members.matching("repository", LockWord.TEXT),
                members.matching("commit", LockWord.COMMIT), members.optional("tag", LockWord.TEXT),
                members.digest("tree"));
        members.end();
        return recipe;
    }

    private Lock.Archive archive(String place) throws IOException {
        var members = new Members(place, "name", "uri", "suite", "components", "snapshot", "original", "keyring",
                "inRelease", "indexes").begin();
        var name = members.matching("name", LockWord.NAME);
        if (archives.putIfAbsent(name, archives.size()) != null) {
            throw new LockException(Reason.OUT_OF_ORDER, members.at("name"));
        }
        var uri = members.matching("uri", LockWord.ADDRESS);
        var suite = members.matching("suite", LockWord.PATH);
        var components = members.texts("components", LockWord.COMPONENT);
        var snapshot = members.optionalTime("snapshot");
        var original = members.optional("original", LockWord.NAME);
        var keyring = members.digest("keyring");
        members.required("inRelease");
        var inRelease = inRelease(members.at("inRelease"));
        members.required("indexes");
        var indexes = list(members.at("indexes"), LockOrder.INDEXES, this::index);
        members.end();
        return new Lock.Archive(name, uri, suite, components, inRelease, indexes, keyring, snapshot, original);
    }

    private Lock.InRelease inRelease(String place) throws IOException {
        var members = new Members(place, "sha256", "size", "date", "validUntil", "codename", "signers").begin();
        var release = new Lock.InRelease(members.digest("sha256"), members.size("size"), members.time("date"),
                members.optionalTime("validUntil"), members.matching("codename", LockWord.CODENAME),
                members.texts("signers", LockWord.FINGERPRINT));
        members.end();
        return release;
    }

    private Lock.Index index(String place) throws IOException {
        var members = new Members(place, "path", "sha256", "size").begin();
        var index = new Lock.Index(members.matching("path", LockWord.PATH), members.digest("sha256"),
                members.size("size"));
        members.end();
        return index;
    }

    private Lock.Binary binary(String place) throws IOException {
        var members = new Members(place, "name", "version", "architecture", "sha256", "size", "path", "archive", "uses",
                "requested").begin();
        var name = members.matching("name", LockWord.PACKAGE);
        var version = members.matching("version", LockWord.VERSION);
        var architecture = members.matching("architecture", LockWord.ARCHITECTURE);
        var sha256 = members.digest("sha256");
        long size = members.size("size");
        var path = members.text("path");
        int archive = archiveOf(members);
        check(path, archive < 0 ? LockWord.PATH_OF_RECIPE : LockWord.PATH, members.at("path"));
        var uses = uses(members);
        boolean requested = members.flag("requested");
        members.end();
        return new Lock.Binary(name, version, architecture, sha256, size, path, archive, uses, requested);
    }

    private static Set<Lock.Use> uses(Members members) throws IOException {
        var uses = EnumSet.noneOf(Lock.Use.class);
        for (var text : members.texts("uses", LockWord.NAME)) {
            var use = USES.get(text);
            if (use == null || !uses.add(use)) {
                throw new LockException(Reason.NOT_A_NAME, members.at("uses"));
            }
        }
        return uses;
    }

    private Lock.Source source(String place) throws IOException {
        var members = new Members(place, "name", "version", "archive", "binaries", "files").begin();
        var name = members.matching("name", LockWord.PACKAGE);
        var version = members.matching("version", LockWord.VERSION);
        int archive = archiveOf(members);
        members.required("binaries");
        var binaries = list(members.at("binaries"), LockOrder.BUILT, this::built);
        members.required("files");
        var files = list(members.at("files"), null, at -> sourceFile(at, archive));
        members.end();
        return new Lock.Source(name, version, archive, binaries, files);
    }

    private Lock.Built built(String place) throws IOException {
        var members = new Members(place, "name", "version", "architecture", "uses", "requested").begin();
        var name = members.matching("name", LockWord.PACKAGE);
        var version = members.matching("version", LockWord.VERSION);
        var architecture = members.matching("architecture", LockWord.ARCHITECTURE);
        var uses = uses(members);
        if (uses.stream().anyMatch(Lock.Use::isForBuilding)) {
            // it would have to be there before it is built
            throw new LockException(Reason.NOT_A_NAME, members.at("uses"));
        }
        boolean requested = members.flag("requested");
        members.end();
        return new Lock.Built(name, version, architecture, uses, requested);
    }

    private Lock.SourceFile sourceFile(String place, int archive) throws IOException {
        var members = new Members(place, "path", "sha256", "size").begin();
        var file = new Lock.SourceFile(
                members.matching("path", archive < 0 ? LockWord.PATH_OF_RECIPE : LockWord.PATH),
                members.digest("sha256"), members.size("size"));
        members.end();
        return file;
    }

    private Lock.Tool tool(String place) throws IOException {
        var members = new Members(place, "name", "version").begin();
        var tool = new Lock.Tool(members.matching("name", LockWord.TEXT), members.matching("version", LockWord.TEXT));
        members.end();
        return tool;
    }

    private int archiveOf(Members members) throws IOException {
        var name = members.optional("archive", LockWord.NAME);
        if (name == null) {
            return -1;
        }
        var position = archives.get(name);
        if (position == null) {
            throw new LockException(Reason.NO_SUCH_ARCHIVE, members.at("archive"));
        }
        return position;
    }

    private static void checkOriginals(List<Lock.Archive> archives) throws LockException {
        for (int i = 0; i < archives.size(); i++) {
            var archive = archives.get(i);
            if (archive.original() != null && archives.stream()
                    .noneMatch(o -> o.name().equals(archive.original()) && o.original() == null)) {
                throw new LockException(Reason.NO_SUCH_ARCHIVE, "archives[" + i + "].original");
            }
        }
    }

    private interface Element<T> {
        T read(String place) throws IOException;
    }

    private <T> List<T> list(String place, @Nullable Comparator<T> order, Element<T> element) throws IOException {
        expect(JsonToken.BEGIN_ARRAY, place);
        var list = new ArrayList<T>();
        json.beginArray();
        while (json.hasNext()) {
            var at = place + "[" + list.size() + "]";
            var next = element.read(at);
            if (order != null && !list.isEmpty() && order.compare(list.getLast(), next) >= 0) {
                throw new LockException(Reason.OUT_OF_ORDER, at);
            }
            list.add(next);
        }
        json.endArray();
        return list;
    }

    private void expect(JsonToken token, String place) throws IOException {
        if (json.peek() != token) {
            throw new LockException(Reason.WRONG_KIND, place);
        }
    }

    private static String check(String value, LockWord word, String place) throws LockException {
        if (!word.fits(value)) {
            throw new LockException(word.reason(), place);
        }
        return value;
    }

    /// The members of an object, which come in the order of their names in the list.
    private final class Members {
        private final String place;
        private final List<String> names;
        private final List<String> seen = new ArrayList<>();
        private @Nullable String next;

        Members(String place, String... names) {
            this.place = place;
            this.names = List.of(names);
        }

        Members begin() throws IOException {
            expect(JsonToken.BEGIN_OBJECT, place);
            json.beginObject();
            return this;
        }

        String at(String name) {
            return place.isEmpty() ? name : place + "." + name;
        }

        boolean comes(String name) throws IOException {
            if (next == null && json.hasNext()) {
                next = json.nextName();
            }
            if (!name.equals(next)) {
                return false;
            }
            next = null;
            seen.add(name);
            return true;
        }

        void required(String name) throws IOException {
            if (!comes(name)) {
                if (next != null) {
                    checkKnown(next);
                }
                throw new LockException(Reason.MISSING_MEMBER, at(name));
            }
        }

        private void checkKnown(String name) throws LockException {
            if (seen.contains(name)) {
                throw new LockException(Reason.MEMBER_TWICE, at(name));
            }
            if (!names.contains(name)) {
                throw new LockException(Reason.UNKNOWN_MEMBER, at(name));
            }
        }

        void end() throws IOException {
            if (next == null && json.hasNext()) {
                next = json.nextName();
            }
            if (next != null) {
                checkKnown(next);
                throw new LockException(Reason.OUT_OF_ORDER, at(next));
            }
            json.endObject();
        }

        String text(String name) throws IOException {
            required(name);
            expect(JsonToken.STRING, at(name));
            return json.nextString();
        }

        String matching(String name, LockWord word) throws IOException {
            return check(text(name), word, at(name));
        }

        @Nullable
        String optional(String name, LockWord word) throws IOException {
            if (!comes(name)) {
                return null;
            }
            expect(JsonToken.STRING, at(name));
            return check(json.nextString(), word, at(name));
        }

        List<String> texts(String name, LockWord word) throws IOException {
            required(name);
            return list(at(name), null, at -> {
                expect(JsonToken.STRING, at);
                return check(json.nextString(), word, at);
            });
        }

        Digest digest(String name) throws IOException {
            return new Digest(DigestAlgorithm.SHA256, matching(name, LockWord.SHA256));
        }

        long size(String name) throws IOException {
            required(name);
            expect(JsonToken.NUMBER, at(name));
            var digits = json.nextString();
            if (!digits.matches("0|[1-9][0-9]{0,14}")) {
                throw new LockException(Reason.NOT_A_SIZE, at(name));
            }
            return Long.parseLong(digits);
        }

        boolean flag(String name) throws IOException {
            if (!comes(name)) {
                return false;
            }
            expect(JsonToken.BOOLEAN, at(name));
            return json.nextBoolean();
        }

        Instant time(String name) throws IOException {
            return instant(matching(name, LockWord.TIME), at(name));
        }

        @Nullable
        Instant optionalTime(String name) throws IOException {
            var text = optional(name, LockWord.TIME);
            return text == null ? null : instant(text, at(name));
        }

        private Instant instant(String text, String at) throws LockException {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw new LockException(Reason.NOT_A_TIME, at, e);
            }
        }
    }
}
