package org.selfsame.trust.publisher;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.Strictness;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.trust.TrustException;
import org.selfsame.trust.TrustException.Reason;
import org.selfsame.trust.openpgp.Certificate;
import org.selfsame.trust.openpgp.Fingerprint;
import org.selfsame.trust.openpgp.Keyring;

/// The JSON form of publishers. The bundled list names its certificates' files; the user's list holds them in base64.
final class PublisherJson {
    private static final String SCHEMA = "publishers/1";
    private static final String SCHEMA_FIELD = "selfsame";
    private static final Gson GSON = new GsonBuilder().setStrictness(Strictness.STRICT).disableHtmlEscaping()
            .setPrettyPrinting().create();

    private final Origin origin;
    private final KeySource keys;

    /// @param origin of all publishers that are read; a list cannot say it of itself
    PublisherJson(Origin origin, KeySource keys) {
        this.origin = origin;
        this.keys = keys;
    }

    /// Finds a certificate by what the list says of it.
    interface KeySource {
        /// A keyring with the certificate in it.
        Keyring read(String certificate) throws IOException;
    }

    /// The publishers in `json`.
    List<Publisher> read(String json) throws IOException {
        try {
            var list = GSON.fromJson(json, JsonObject.class);
            if (list == null || !SCHEMA.equals(text(list, SCHEMA_FIELD))) {
                throw new TrustException(Reason.BAD_PUBLISHERS, 0);
            }
            var publishers = new ArrayList<Publisher>();
            for (var element : list.getAsJsonArray("publishers")) {
                publishers.add(publisher(element.getAsJsonObject()));
            }
            return publishers;
        } catch (RuntimeException e) {
            // malformed JSON, a missing field, a value of another kind: the library and our records throw each its own
            throw new TrustException(Reason.BAD_PUBLISHERS, 0, e);
        }
    }

    private Publisher publisher(JsonObject json) throws IOException {
        var pinned = new ArrayList<PinnedKey>();
        for (var element : json.getAsJsonArray("keys")) {
            pinned.add(key(element.getAsJsonObject()));
        }
        var naming = new ArrayList<FileNaming>();
        for (var element : json.getAsJsonArray("files")) {
            var files = element.getAsJsonObject();
            naming.add(new FileNaming(texts(files, "files"), texts(files, "signatures"), texts(files, "lists"),
                    texts(files, "listSignatures")));
        }
        var withdrawn = new ArrayList<Withdrawal>();
        for (var element : json.getAsJsonArray("withdrawn")) {
            withdrawn.add(withdrawal(element.getAsJsonObject()));
        }
        return new Publisher(text(json, "id"), text(json, "name"), text(json, "homePage"), origin, pinned, naming,
                withdrawn);
    }

    private PinnedKey key(JsonObject json) throws IOException {
        var fingerprint = Fingerprint.parse(text(json, "fingerprint"));
        return new PinnedKey(fingerprint, text(json, "source"), certificate(json, fingerprint));
    }

    private @Nullable Certificate certificate(JsonObject json, Fingerprint fingerprint) throws IOException {
        if (!json.has("certificate")) {
            return null;
        }
        return keys.read(text(json, "certificate")).certificate(fingerprint)
                .orElseThrow(() -> new TrustException(Reason.BAD_PUBLISHERS, 0));
    }

    private static Withdrawal withdrawal(JsonObject json) {
        var digest = new Digest(DigestAlgorithm.valueOf(text(json, "algorithm")), text(json, "digest"));
        return new Withdrawal(digest, LocalDate.parse(text(json, "date")), text(json, "reason"));
    }

    private static String text(JsonObject json, String field) {
        return json.getAsJsonPrimitive(field).getAsString();
    }

    private static List<String> texts(JsonObject json, String field) {
        return json.getAsJsonArray(field).asList().stream().map(JsonElement::getAsString).toList();
    }

    /// The list of `publishers`, with their certificates in base64.
    static String write(List<Publisher> publishers) {
        var array = new JsonArray();
        publishers.forEach(p -> array.add(write(p)));
        var list = new JsonObject();
        list.addProperty(SCHEMA_FIELD, SCHEMA);
        list.add("publishers", array);
        return GSON.toJson(list) + "\n";
    }

    private static JsonObject write(Publisher publisher) {
        var json = new JsonObject();
        json.addProperty("id", publisher.id());
        json.addProperty("name", publisher.name());
        json.addProperty("homePage", publisher.homePage());
        var keys = new JsonArray();
        publisher.keys().forEach(k -> keys.add(write(k)));
        json.add("keys", keys);
        var files = new JsonArray();
        publisher.files().forEach(f -> files.add(GSON.toJsonTree(f)));
        json.add("files", files);
        var withdrawn = new JsonArray();
        publisher.withdrawn().forEach(w -> withdrawn.add(write(w)));
        json.add("withdrawn", withdrawn);
        return json;
    }

    private static JsonObject write(PinnedKey key) {
        var json = new JsonObject();
        json.addProperty("fingerprint", key.fingerprint().hex());
        json.addProperty("source", key.source());
        key.key().ifPresent(c -> json.addProperty("certificate", Base64.getEncoder().encodeToString(c
                .encoded())));
        return json;
    }

    private static JsonObject write(Withdrawal withdrawal) {
        var json = new JsonObject();
        json.addProperty("algorithm", withdrawal.digest().algorithm().name());
        json.addProperty("digest", withdrawal.digest().hex());
        json.addProperty("date", withdrawal.date().toString());
        json.addProperty("reason", withdrawal.reason());
        return json;
    }
}
