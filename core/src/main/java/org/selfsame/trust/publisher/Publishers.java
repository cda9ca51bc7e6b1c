package org.selfsame.trust.publisher;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.selfsame.content.BytesContent;
import org.selfsame.trust.openpgp.Fingerprint;
import org.selfsame.trust.openpgp.Keyring;

/// The publishers that are known, bundled ones first.
///
/// @param all each publisher
public record Publishers(List<Publisher> all) {
    private static final String BUNDLED = "publishers.json";

    /// Copies `all`.
    public Publishers {
        all = List.copyOf(all);
    }

    /// The publishers that ship with the program, in the order of their ids.
    public static Publishers bundled() {
        try {
            var json = new PublisherJson(Origin.BUNDLED, name -> Keyring.read(new BytesContent(resource(name))));
            return new Publishers(json.read(new String(resource(BUNDLED), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            // the program is damaged
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = Publishers.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name);
            }
            return in.readAllBytes();
        }
    }

    /// These publishers and `added` after them.
    public Publishers with(List<Publisher> added) {
        var both = new ArrayList<>(all);
        both.addAll(added);
        return new Publishers(both);
    }

    /// The publisher with this id; a bundled one if there are two.
    public Optional<Publisher> byId(String id) {
        return all.stream().filter(p -> p.id().equals(id)).findFirst();
    }

    /// Whose key this fingerprint of a primary key is; bundled publishers first.
    public List<Publisher> byCertificate(Fingerprint fingerprint) {
        return all.stream().filter(p -> p.pinned(fingerprint).isPresent()).toList();
    }

    /// Who names files like this one; bundled publishers first.
    public List<Publisher> byFileName(String fileName) {
        return all.stream().filter(p -> p.naming(fileName).isPresent()).toList();
    }

    /// All keys that are at hand.
    public Keyring keyring() {
        return Keyring.union(all.stream().map(Publisher::keyring).toList());
    }

    /// All keys that are at hand and those of `fromUser` that have a fingerprint pinned for a publisher; no others.
    public Keyring acceptKeys(Keyring fromUser) {
        return Keyring.union(all.stream().map(p -> p.acceptKeys(fromUser)).toList());
    }
}
