package org.selfsame.normalize;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.selfsame.codec.DecodedContent;
import org.selfsame.content.Content;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.FormatException;
import org.selfsame.content.HeadContent;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.task.Task;
import org.selfsame.tree.Limits;

/// Applies content rules to one content after the other, and to what is inside.
final class Contents {
    /// Containers in containers.
    static final int DEEPEST = 8;
    /// What hardly any rule looks beyond to see whether a content is for it.
    private static final int HEAD = 4096;
    private static final int PIECE = 1 << 16;
    /// Bytes that one file with all that is in it may take in the scratch file: what is decoded, and compressed again.
    private static final long LEAST_ROOM = 4L << 30;
    /// As many more for each byte of the file.
    private static final long ROOM = 32;

    private final List<ContentRule> rules;
    private final Epoch epoch;
    private final Limits limits;
    private final Scratch scratch;
    private final Task task;

    Contents(List<ContentRule> rules, Epoch epoch, Limits limits, Scratch scratch, Task task) {
        this.rules = List.copyOf(rules);
        this.epoch = epoch;
        this.limits = limits;
        this.scratch = scratch;
        this.task = task;
    }

    Epoch epoch() {
        return epoch;
    }

    Limits limits() {
        return limits;
    }

    Scratch scratch() {
        return scratch;
    }

    Task task() {
        return task;
    }

    /// What `content` should be; empty if it is that already.
    ///
    /// @throws IOException if it cannot be read; damage is left alone and told to `log`
    Optional<Content> normalize(String path, Content content, Log log) throws IOException {
        scratch.bound(LEAST_ROOM + ROOM * Math.min(content.size(), (Long.MAX_VALUE - LEAST_ROOM) / ROOM));
        try {
            return normalize(path, content, 0, log);
        } finally {
            scratch.bound(Long.MAX_VALUE);
        }
    }

    /// As [#normalize(String, Content, Log)], `depth` containers deep. What was made for nothing gives back its room.
    Optional<Content> normalize(String path, Content content, int depth, Log log) throws IOException {
        var mark = scratch.mark();
        var after = changed(path, content, depth, log);
        if (after.isEmpty()) {
            scratch.release(mark);
        }
        return after;
    }

    private Optional<Content> changed(String path, Content content, int depth, Log log) throws IOException {
        Optional<Content> result = Optional.empty();
        Content source = content;
        HeadContent head;
        try {
            head = new HeadContent(content, HEAD);
        } catch (FormatException _) {
            // what a container says that it holds cannot be decoded: its own rule tells
            return result;
        }
        for (var rule : rules) {
            task.checkCancelled();
            try {
                if (!rule.recognizes(head)) {
                    continue;
                }
                if (depth > DEEPEST) {
                    throw new LeftAloneException(Reason.UNSUPPORTED, "it is in more than " + DEEPEST + " others");
                }
                if (source.span().root() instanceof DecodedContent) {
                    // what is decoded from start to end is read many times from here on
                    source = scratch.keep(source);
                }
            } catch (LeftAloneException e) {
                log.skipped(new Skipped(path, rule.id(), e.reason(), e.detail()));
                return result;
            } catch (FormatException e) {
                log.skipped(new Skipped(path, rule.id(), Reason.DAMAGED, String.valueOf(e.getMessage())));
                return result;
            }
            var after = apply(rule, path, result.orElse(source), depth, log);
            if (after.isPresent()) {
                result = after;
                head = new HeadContent(after.get(), HEAD);
            }
        }
        return result;
    }

    private Optional<Content> apply(ContentRule rule, String path, Content before, int depth, Log log)
            throws IOException {
        var work = new Work(this, path, depth);
        try {
            var after = rule.apply(before, work);
            if (after.isEmpty()) {
                work.tell(log, true);
                return after;
            }
            var from = sha256(before);
            var to = sha256(after.get());
            if (from.equals(to)) {
                work.tell(log, true);
                return Optional.empty();
            }
            rule.prove(before, after.get(), work);
            work.tell(log, true);
            log.changed(new Change(path, rule.id(), "content", from, to));
            return after;
        } catch (LeftAloneException e) {
            work.tell(log, false);
            log.skipped(new Skipped(path, rule.id(), e.reason(), e.detail()));
        } catch (FormatException e) {
            work.tell(log, false);
            log.skipped(new Skipped(path, rule.id(), Reason.DAMAGED, String.valueOf(e.getMessage())));
        } catch (CancellationException | UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) {
            // damage that the rule does not know: one file is not to keep all others from being normal
            work.tell(log, false);
            log.skipped(new Skipped(path, rule.id(), Reason.DAMAGED, String.valueOf(e)));
        }
        return Optional.empty();
    }

    /// The SHA-256 of the content in hexadecimal.
    String sha256(Content content) throws IOException {
        var known = content.knownDigest();
        if (known != null && known.algorithm() == DigestAlgorithm.SHA256) {
            return known.hex();
        }
        MessageDigest digest = DigestAlgorithm.SHA256.start();
        var piece = new byte[(int) Math.min(PIECE, content.size())];
        for (long at = 0; at < content.size(); at += piece.length) {
            task.checkCancelled();
            int count = (int) Math.min(piece.length, content.size() - at);
            content.read(at, piece, 0, count);
            digest.update(piece, 0, count);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
