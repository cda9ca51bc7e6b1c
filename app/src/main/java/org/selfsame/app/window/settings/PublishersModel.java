package org.selfsame.app.window.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.selfsame.content.FileContent;
import org.selfsame.trust.openpgp.Keyring;
import org.selfsame.trust.publisher.Origin;
import org.selfsame.trust.publisher.PinnedKey;
import org.selfsame.trust.publisher.Publisher;
import org.selfsame.trust.publisher.PublisherStore;
import org.selfsame.trust.publisher.Publishers;
import org.selfsame.verify.AddedByHand;

/// The publishers that are known: those that ship with the program and those that the user has added.
public final class PublishersModel {
    private final Publishers bundled;
    private final PublisherStore store;

    public PublishersModel(Publishers bundled, PublisherStore store) {
        this.bundled = bundled;
        this.store = store;
    }

    /// Those that ship with the program.
    public Publishers bundled() {
        return bundled;
    }

    /// All of them, bundled ones first.
    ///
    /// @throws IOException if the user's own cannot be read
    public Publishers all() throws IOException {
        return bundled.with(store.list());
    }

    /// The keys in a file that the user chose.
    ///
    /// @throws IOException if it cannot be read, or is no key file
    public Keyring read(Path keyFile) throws IOException {
        try (var content = FileContent.open(keyFile)) {
            return Keyring.read(content);
        }
    }

    /// Adds a publisher by hand. It never counts as one that ships with the program.
    ///
    /// @param source where the key was taken from, in words
    /// @throws IOException if it cannot be stored
    public void add(String name, String homePage, Keyring keys, String source) throws IOException {
        var pinned = keys.certificates().stream()
                .map(certificate -> new PinnedKey(certificate.fingerprint(), source, certificate)).toList();
        store.add(new Publisher(freeId(name), name.strip(), homePage.strip(), Origin.ADDED_BY_USER, pinned, List.of(),
                List.of()));
    }

    /// Removes a publisher that was added by hand.
    ///
    /// @throws IOException if that cannot be stored
    public void remove(Publisher publisher) throws IOException {
        store.remove(publisher.id());
    }

    /// An id made of `name` that no other publisher has.
    private String freeId(String name) throws IOException {
        var letters = AddedByHand.idOf(name);
        var stem = letters.isEmpty() ? "publisher" : letters;
        var known = all();
        var id = stem;
        for (int number = 2; known.byId(id).isPresent(); number++) {
            id = stem + "-" + number;
        }
        return id;
    }

    /// The name that the key itself gives, as a suggestion. Whoever made the key chose it.
    public static Optional<String> suggestedName(Keyring keys) {
        return keys.certificates().stream().flatMap(certificate -> certificate.userIds().stream())
                .map(id -> id.replaceAll("\\s*<[^>]*>\\s*$", "").strip()).filter(id -> !id.isEmpty()).findFirst();
    }
}
