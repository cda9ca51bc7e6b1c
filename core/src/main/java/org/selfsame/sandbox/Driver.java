package org.selfsame.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Talks with the driver of a sandbox: a shell script (`driver.sh`) that does what it is asked inside, whatever the backend.
///
/// A request is one line of shell words, followed by the bytes that belong to it. The log and a saved root end with a
/// mark of their own, random for each request: nothing inside can know it, and what wrote the log is dead when it comes.
///
/// | request | bytes | answer |
/// |---|---|---|
/// | `unpack MARK SIZE DIRECTORY` | a tar archive | `unpacked CODE FREE` |
/// | `unpack_disk MARK` (machines only) | | `unpacked CODE FREE` |
/// | `run MARK VARIABLE=VALUE … -- PROGRAM ARGUMENT …` | | `ended CODE FREE` and four times, or `broken WHAT` |
/// | a line after the answer to `run` | | none |
/// | `save MARK` | | a tar archive, the mark, `saved CODE` |
///
/// Before the first request the driver says `ready`. It ends when the requests do. All but the log is ASCII.
final class Driver {
    private static final int MARK_BYTES = 16;
    private static final int REMEMBERED = 2000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final OutputStream requests;
    private final MarkedStream answers;
    private final MarkedStream log;

    /// @param requests standard input of the driver
    /// @param answers its standard output
    /// @param log its standard error
    Driver(OutputStream requests, InputStream answers, InputStream log) {
        this.requests = requests;
        this.answers = new MarkedStream(answers);
        this.log = new MarkedStream(log);
    }

    /// How a command ended.
    ///
    /// @param exitCode its exit code; 128 and the number of the signal if one ended it
    /// @param free bytes that the root's file system has left
    /// @param cpu the processor time of it and its children
    record Ended(int exitCode, long free, Duration cpu) {}

    /// The next answer that does not belong to a request.
    ///
    /// @throws IOException if none comes
    String answer() throws IOException {
        return answers.line();
    }

    /// The first part of what is left of the log; waits for its end.
    String said() {
        var said = new StringBuilder();
        try {
            log.upTo(bytes(mark()), (bytes, offset, length) -> remember(said, bytes, offset, length));
        } catch (IOException _) {
            // a mark that was never sent does not come
        }
        return said.toString().strip();
    }

    /// Sends a line that is no request of this protocol.
    ///
    /// @throws IOException if it cannot be sent
    void tell(String line) throws IOException {
        requests.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        requests.flush();
    }

    /// Unpacks a tar archive of `size` bytes into a directory of the driver's. Gives the bytes that are left there.
    ///
    /// @throws SandboxException if it does not fit
    /// @throws IOException if it cannot be read, or cannot be unpacked
    long unpack(Archive archive, long size, String directory) throws IOException {
        return unpack("unpack", size + " " + quoted(directory), archive);
    }

    /// Unpacks the tar archive that a backend gave its driver in another way. Gives the bytes that are left there.
    ///
    /// @throws SandboxException if it does not fit
    /// @throws IOException if it cannot be read, or cannot be unpacked
    long unpackDisk() throws IOException {
        return unpack("unpack_disk", "", _ -> {});
    }

    private long unpack(String request, String words, Archive archive) throws IOException {
        var mark = mark();
        tell(request + " " + mark + " " + words);
        var problem = new IOException[1];
        var feeder = Thread.ofPlatform().daemon().start(() -> {
            try {
                archive.write(requests);
                requests.flush();
            } catch (IOException e) {
                problem[0] = e;
                // the driver would wait for the rest
                closeQuietly();
            }
        });
        var said = new StringBuilder();
        try {
            log.upTo(bytes(mark), (bytes, offset, length) -> remember(said, bytes, offset, length));
            feeder.join();
        } catch (IOException e) {
            join(feeder);
            throw problem[0] == null ? e : problem[0];
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        var answer = answer("unpacked", 2);
        if (problem[0] != null) {
            throw problem[0];
        }
        if (!answer.getFirst().equals("0")) {
            if (said.indexOf("No space left on device") >= 0) {
                throw new SandboxException(SandboxException.Reason.ROOT_FULL, said.toString().strip());
            }
            throw new IOException("tar: " + said.toString().strip());
        }
        return number(answer.get(1));
    }

    /// Writes a tar archive.
    interface Archive {
        /// @throws IOException if it cannot be read or written
        void write(OutputStream out) throws IOException;
    }

    /// Runs a command.
    ///
    /// @param environment `VARIABLE=VALUE`
    /// @param sink takes what it prints
    /// @throws SandboxException if it could not be started
    /// @throws IOException if the driver ended, or `sink` cannot be written
    Ended run(List<String> environment, List<String> arguments, MarkedStream.Sink sink) throws IOException {
        var mark = mark();
        tell("run " + mark + " " + Stream.of(environment.stream(), Stream.of("--"), arguments.stream())
                .flatMap(words -> words).map(Driver::quoted).collect(Collectors.joining(" ")));
        log.upTo(bytes(mark), sink);
        var answer = answers.line();
        tell("go");
        var words = List.of(answer.split(" ", -1));
        if (words.size() != 7 || !words.getFirst().equals("ended")) {
            throw new SandboxException(SandboxException.Reason.BROKEN, answer);
        }
        var cpu = time(words.get(5)).plus(time(words.get(6))).minus(time(words.get(3))).minus(time(words.get(4)));
        return new Ended((int) number(words.get(1)), number(words.get(2)), cpu);
    }

    /// Writes the root as a tar archive. The holes of its files are zeros in that: a root of a few bytes may become an
    /// archive without end.
    ///
    /// @param rootBytes how many bytes the root may hold; the archive may have twice as many, since it has headers as well
    /// @throws SandboxException if the archive has more
    /// @throws IOException if the driver ended, could not read it, or `out` cannot be written
    void save(MarkedStream.Sink out, long rootBytes) throws IOException {
        var mark = mark();
        tell("save " + mark);
        var said = new StringBuilder();
        var listener = Thread.ofPlatform().daemon().start(() -> {
            try {
                log.upTo(bytes(mark), (bytes, offset, length) -> remember(said, bytes, offset, length));
            } catch (IOException _) {
                // the driver ended, which the archive shows too
            }
        });
        var left = new long[]{2 * rootBytes};
        answers.upTo(bytes(mark), (bytes, offset, length) -> {
            left[0] -= length;
            if (left[0] < 0) {
                throw new SandboxException(SandboxException.Reason.ROOT_FULL,
                        "more than " + 2 * rootBytes + " bytes with the holes of its files");
            }
            out.write(bytes, offset, length);
        });
        join(listener);
        if (!answer("saved", 1).getFirst().equals("0")) {
            throw new SandboxException(SandboxException.Reason.BROKEN, said.toString().strip());
        }
    }

    /// Tells the driver that no more requests come.
    void closeQuietly() {
        try {
            requests.close();
        } catch (IOException _) {
            // it has ended by itself
        }
    }

    private List<String> answer(String word, int values) throws IOException {
        var answer = answers.line();
        var words = List.of(answer.split(" ", -1));
        if (words.size() != values + 1 || !words.getFirst().equals(word)) {
            throw new SandboxException(SandboxException.Reason.BROKEN, answer);
        }
        return words.subList(1, words.size());
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remember(StringBuilder said, byte[] bytes, int offset, int length) {
        int room = Math.min(length, REMEMBERED - said.length());
        said.append(new String(bytes, offset, Math.max(0, room), StandardCharsets.UTF_8));
    }

    private static String mark() {
        var bytes = new byte[MARK_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] bytes(String mark) {
        return ("\1" + mark).getBytes(StandardCharsets.US_ASCII);
    }

    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''").replace("\n", "'\"$newline\"'") + "'";
    }

    private static long number(String word) throws IOException {
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException _) {
            throw new SandboxException(SandboxException.Reason.BROKEN, "no number: " + word);
        }
    }

    /// A time as the shell's `times` writes it: `1m2.345s`.
    private static Duration time(String word) throws IOException {
        int minutes = word.indexOf('m');
        try {
            var seconds = Double.parseDouble(word.substring(minutes + 1, word.length() - 1));
            return Duration.ofMinutes(Long.parseLong(word.substring(0, minutes)))
                    .plusMillis(Math.round(seconds * 1000));
        } catch (IndexOutOfBoundsException | NumberFormatException _) {
            throw new SandboxException(SandboxException.Reason.BROKEN, "no time: " + word);
        }
    }
}
