package org.selfsame.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.selfsame.task.Task;

/// Works with a store in a process of its own: `many` adds the numbers to 100 as files, `endless` a file that never ends,
/// `hold` waits.
final class OtherProcess {
    private OtherProcess() {}

    static Process start(Path root, String work) throws IOException {
        var process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp", System.getProperty("java.class.path"),
                OtherProcess.class.getName(), root.toString(), work)).redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return process;
    }

    /// Starts it and waits until it works with the store.
    static Process started(Path root, String work) throws IOException {
        var process = start(root, work);
        if (process.getInputStream().read() < 0) {
            throw new AssertionError("did not start");
        }
        return process;
    }

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        var store = Store.open(Path.of(arguments[0]));
        switch (arguments[1]) {
            case "many" -> {
                for (int i = 0; i < 100; i++) {
                    store.add(new ByteArrayInputStream(Integer.toString(i).getBytes(StandardCharsets.UTF_8)),
                            Task.silent());
                }
            }
            case "endless" -> store.add(new InputStream() {
                private long given;

                @Override
                public int read() {
                    throw new UnsupportedOperationException();
                }

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    if (given == 0) {
                        given++;
                        target[offset] = 'x';
                        return 1;
                    }
                    // what came before is in the file by now
                    System.out.write('.');
                    System.out.flush();
                    if (System.in.read() >= 0) {
                        throw new IOException("nobody writes to it");
                    }
                    Arrays.fill(target, offset, offset + length, (byte) 'x');
                    return length;
                }
            }, Task.silent());
            default -> {
                System.out.write('.');
                System.out.flush();
                if (System.in.read() >= 0) {
                    throw new IOException("nobody writes to it");
                }
            }
        }
    }
}
