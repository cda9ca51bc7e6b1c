package org.selfsame.codec;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Raw LZ4 blocks by the liblz4 of this computer, where it is one that gives the bytes of [Lz4Encoder]: of a version that
/// was compared with it, and with the right answer to a known question. It takes half the time, and none of the virtual
/// machine's compilers.
final class Lz4Library implements BlockEncoder {
    /// 1.9.3, 1.9.4 and 1.10.0, by `LZ4_versionNumber`.
    private static final Set<Integer> VERSIONS = Set.of(10903, 10904, 11000);
    /// Of the bytes that [#sample] becomes, as [Lz4Encoder] has them too.
    static final long KNOWN_SUM = 2_550_556_587L;
    private static final int SAMPLE = 160_000;
    /// Positions in blocks below 64 KiB are looked up in another way.
    private static final int SHORT_SAMPLE = 60_000;

    private final Functions functions;

    private Lz4Library(Functions functions) {
        this.functions = functions;
    }

    /// An encoder, or null if there is no such library.
    static @Nullable BlockEncoder create() {
        return Found.FUNCTIONS == null ? null : new Lz4Library(Found.FUNCTIONS);
    }

    /// Looked for once, when the first encoder is wanted.
    private static final class Found {
        static final @Nullable Functions FUNCTIONS = find("liblz4.so.1");
    }

    /// What is called in a library.
    private record Functions(MethodHandle call, MemorySegment version, MemorySegment compress) {
        /// Arrays are passed where they are, without a copy: the collector waits as long as a block takes.
        int encode(MemorySegment in, MemorySegment out) {
            return call(compress, in, out);
        }

        /// Called in the shape that is linked anyway: a function without arguments looks at none.
        int versionNumber() {
            return call(version, MemorySegment.NULL, MemorySegment.NULL);
        }

        private int call(MemorySegment function, MemorySegment in, MemorySegment out) {
            try {
                return (int) call.invokeExact(function, in, out, (int) in.byteSize(), (int) out.byteSize());
            } catch (RuntimeException | Error problem) {
                throw problem;
            } catch (Throwable problem) {
                throw new IllegalStateException(problem);
            }
        }
    }

    /// The functions of the library of this name or path, or null if it is not there or gives other bytes.
    @SuppressWarnings("restricted")
    private static @Nullable Functions find(String library) {
        try {
            var symbols = SymbolLookup.libraryLookup(library, Arena.global());
            var number = ValueLayout.JAVA_INT;
            var call = Linker.nativeLinker().downcallHandle(
                    FunctionDescriptor.of(number, ValueLayout.ADDRESS, ValueLayout.ADDRESS, number, number),
                    Linker.Option.critical(true));
            var functions = new Functions(call, symbols.findOrThrow("LZ4_versionNumber"),
                    symbols.findOrThrow("LZ4_compress_default"));
            return VERSIONS.contains(functions.versionNumber()) && sum(new Lz4Library(functions)) == KNOWN_SUM
                    ? functions
                    : null;
        } catch (IOException | IllegalArgumentException | NoSuchElementException | IllegalCallerException
                | UnsupportedOperationException _) {
            // there is no such library, it has other functions, native access is denied to us, or there is no linker here
            return null;
        }
    }

    /// The encoder of the library at a path, or null as with [#create].
    static @Nullable BlockEncoder of(String library) {
        var functions = find(library);
        return functions == null ? null : new Lz4Library(functions);
    }

    @Override
    public int encode(byte[] in, int inOffset, int inLength, byte[] out, int outOffset, int outLimit) {
        int size = functions.encode(MemorySegment.ofArray(in).asSlice(inOffset, inLength),
                MemorySegment.ofArray(out).asSlice(outOffset, outLimit));
        return size > 0 ? size : -1;
    }

    /// The CRC-32 of what an encoder makes of the sample, as a short block and as a long one.
    static long sum(BlockEncoder encoder) throws IOException {
        byte[] sample = sample();
        var out = new byte[SAMPLE];
        var sum = new CRC32();
        for (int length : new int[]{SHORT_SAMPLE, SAMPLE}) {
            sum.update(out, 0, Math.max(0, encoder.encode(sample, 0, length, out, 0, out.length)));
        }
        return sum.getValue();
    }

    /// Bytes with matches of many lengths and distances: pieces of what is before them, each with a byte changed.
    static byte[] sample() {
        var bytes = new byte[SAMPLE];
        int state = 1;
        int at = 0;
        while (at < 1 << 10) {
            state = state * 1103515245 + 12345;
            bytes[at++] = (byte) (state >>> 24);
        }
        while (at < SAMPLE) {
            state = state * 1103515245 + 12345;
            int length = Math.min(4 + (state >>> 16 & 0x7f), SAMPLE - at);
            int distance = Math.min(1 + (state >>> 8 & 0x1ffff), at);
            System.arraycopy(bytes, at - distance, bytes, at, length);
            bytes[at + length / 2] = (byte) state;
            at += length;
        }
        return bytes;
    }
}
