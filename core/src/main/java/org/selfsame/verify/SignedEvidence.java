package org.selfsame.verify;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.FileContent;
import org.selfsame.task.Task;
import org.selfsame.trust.openpgp.CleartextMessage;
import org.selfsame.trust.openpgp.DetachedSignature;
import org.selfsame.trust.openpgp.Keyring;
import org.selfsame.trust.openpgp.Policy;
import org.selfsame.trust.openpgp.SignatureReport;
import org.selfsame.trust.publisher.Publisher;
import org.selfsame.trust.publisher.Publishers;
import org.selfsame.verify.Claim.Signature;
import org.selfsame.verify.Claim.Subject;
import org.selfsame.verify.Evidence.State;

/// The signatures and lists that speak for a file. Lists, and a text that is signed in itself, are judged on one thread
/// while another begins and finishes the signatures over the file itself; what they share is the keyring, gathered once.
final class SignedEvidence {
    private final Request request;
    private final Publishers publishers;
    private final Policy policy;
    private final SideFiles side;
    private final String name;
    private final List<Evidence> problems = new ArrayList<>();
    private final List<SideList> lists = new ArrayList<>();
    private final Map<SideList, List<Judged>> overLists = new LinkedHashMap<>();
    private final List<Judged> overFile = new ArrayList<>();
    private final List<Judged> inFile = new ArrayList<>();
    private @Nullable Keys gathered;

    SignedEvidence(Request request, Publishers publishers, Instant now, SideFiles side, String name) {
        this.request = request;
        this.publishers = publishers;
        this.policy = Policy.standard(now);
        this.side = side;
        this.name = name;
    }

    /// Reads the lists for what they say about the file.
    void readLists() {
        for (var listing : side.lists()) {
            try {
                lists.add(SideList.read(listing, name));
            } catch (IOException e) {
                problem(SideFiles.nameOf(listing.list()), e);
            }
        }
    }

    /// The algorithms that the lists ask for, and SHA-256.
    Set<DigestAlgorithm> algorithms() {
        var algorithms = EnumSet.of(DigestAlgorithm.SHA256);
        lists.forEach(list -> list.expected().forEach(digest -> algorithms.add(digest.algorithm())));
        return algorithms;
    }

    /// Checks the signatures over the lists, in the order of the lists.
    List<List<Judged>> judgeLists(Task task) {
        var results = new ArrayList<List<Judged>>();
        for (var list : lists) {
            task.checkCancelled();
            results.add(judge(list));
        }
        return results;
    }

    /// Checks the signatures that `file` holds over itself, if it begins as a text signed in cleartext. Then it has to be
    /// one such message from its first byte to its last, and nothing else: that is what lets the caller say the mode.
    List<Judged> judgeInside(Content file) {
        try {
            if (!CleartextMessage.begins(file)) {
                return List.of();
            }
            var message = CleartextMessage.read(file);
            return judge(name, name).judge(withKeys(ring -> message.check(ring, policy).report()));
        } catch (IOException e) {
            problem(name, e);
            return List.of();
        }
    }

    /// Takes what [#judgeInside] and [#judgeLists] gave.
    void take(List<Judged> inside, List<List<Judged>> results) {
        inFile.addAll(inside);
        for (int i = 0; i < results.size(); i++) {
            overLists.put(lists.get(i), results.get(i));
        }
    }

    private List<Judged> judge(SideList list) {
        var judged = new ArrayList<Judged>();
        var message = list.message();
        if (message != null) {
            var report = withKeys(ring -> message.check(ring, policy).report());
            judged.addAll(judge(list.name(), list.name()).judge(report));
        }
        for (var path : list.signatures()) {
            var file = SideFiles.nameOf(path);
            try {
                var signature = DetachedSignature
                        .read(new BytesContent(SideList.bytes(path, Policy.MAX_SIGNATURE_BYTES)));
                var report = withKeys(ring -> signature.check(list.bytes(), ring, policy));
                judged.addAll(judge(file, list.name()).judge(report));
            } catch (IOException e) {
                problem(file, e);
            }
        }
        return judged;
    }

    private interface Checking {
        SignatureReport with(Keyring ring);
    }

    private SignatureReport withKeys(Checking checking) {
        var report = checking.with(keys().keyring());
        return report.unknown().isEmpty() ? report : checking.with(keys().withThoseBeside());
    }

    /// Begins to check the signatures over the file itself.
    List<OverFile> beginOverFile() {
        var begun = new ArrayList<OverFile>();
        for (var path : side.signatures()) {
            var file = SideFiles.nameOf(path);
            try (var content = FileContent.open(path)) {
                var signature = DetachedSignature.read(content);
                var check = signature.check(keys().keyring(), policy);
                begun.add(new OverFile(file, check.needsContent()
                        ? check
                        : signature.check(keys().withThoseBeside(), policy)));
            } catch (IOException e) {
                problem(file, e);
            }
        }
        return begun;
    }

    /// Takes the results, once the whole file was fed.
    void finishOverFile(List<OverFile> begun) {
        begun.forEach(it -> overFile.addAll(judge(it.signature(), name).judge(it.check().finish())));
    }

    /// What all of it says about a file with `digests`.
    List<Claim> claims(Map<DigestAlgorithm, Digest> digests) {
        var claims = new ArrayList<Claim>();
        Stream.concat(inFile.stream(), overFile.stream())
                .forEach(it -> claims.add(new Claim(it.signature(), Subject.FILE)));
        overLists.forEach((list, judged) -> {
            var subject = list.subject(digests);
            if (judged.isEmpty()) {
                claims.add(new Claim(new Signature.None(), subject));
            }
            judged.forEach(it -> claims.add(new Claim(it.signature(), subject)));
        });
        if (!problems.isEmpty()) {
            claims.add(new Claim(new Signature.Refused(NotCheckedReason.EVIDENCE_UNREADABLE, null), Subject.FILE));
        }
        return claims;
    }

    /// The same for people: signatures first, then what the lists say, then what cannot be used.
    List<Evidence> evidence(Map<DigestAlgorithm, Digest> digests) {
        var evidence = new ArrayList<Evidence>();
        Stream.concat(inFile.stream(), overFile.stream()).forEach(it -> evidence.add(it.evidence()));
        overLists.values().forEach(judged -> judged.forEach(it -> evidence.add(it.evidence())));
        if (evidence.isEmpty()) {
            evidence.add(new Evidence.Signed(State.MISSING, "", name, "", null, "", "", null));
        }
        lists.forEach(list -> evidence.add(list.evidence(digests, name)));
        if (lists.isEmpty()) {
            evidence.add(new Evidence.Listed(State.MISSING, "", name, null));
        }
        evidence.addAll(problems);
        return evidence;
    }

    private Judged.Judge judge(String file, String over) {
        return new Judged.Judge(keys(), likely(), file, over);
    }

    private List<Publisher> likely() {
        return request.publisher().map(id -> keys().publishers().byId(id).stream().toList())
                .orElseGet(() -> keys().publishers().byFileName(name));
    }

    private synchronized Keys keys() {
        var keys = gathered;
        if (keys == null) {
            keys = Keys.gather(publishers, request.keys(), side.keys());
            gathered = keys;
            problems.addAll(keys.problems());
        }
        return keys;
    }

    private synchronized void problem(String file, IOException problem) {
        problems.add(new Evidence.Unreadable(file, Keys.rule(problem)));
    }
}
