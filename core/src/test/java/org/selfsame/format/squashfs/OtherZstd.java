package org.selfsame.format.squashfs;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import org.selfsame.codec.BlockEncoder;

/// A libzstd beside that of this program: other versions of it give other bytes, so an image has to be compared with what
/// the library of its mksquashfs gives.
@SuppressWarnings("restricted")
final class OtherZstd implements Closeable {
    /// `ZSTD_error_dstSize_tooSmall`, as functions return it.
    private static final long TOO_SMALL = -70;

    private final Arena arena = Arena.ofShared();
    private final MethodHandle create;
    private final MethodHandle compress;
    private final MethodHandle free;

    OtherZstd(Path library) {
        var symbols = SymbolLookup.libraryLookup(library, arena);
        this.create = handle(symbols, "ZSTD_createCCtx", FunctionDescriptor.of(ValueLayout.ADDRESS));
        this.compress = handle(symbols, "ZSTD_compressCCtx", FunctionDescriptor.of(ValueLayout.JAVA_LONG,
                ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));
        this.free = handle(symbols, "ZSTD_freeCCtx",
                FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS));
    }

    private static MethodHandle handle(SymbolLookup symbols, String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(name), descriptor,
                Linker.Option.critical(true));
    }

    Encoders encoders(int level) {
        return new Encoders() {
            @Override
            public BlockEncoder data() {
                return new OtherEncoder(level);
            }

            @Override
            public BlockEncoder metadata() {
                return new OtherEncoder(level);
            }
        };
    }

    private final class OtherEncoder implements BlockEncoder {
        private final int level;
        private final MemorySegment context;

        OtherEncoder(int level) {
            this.level = level;
            try {
                this.context = (MemorySegment) create.invokeExact();
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public int encode(byte[] in, int inOffset, int inLength, byte[] out, int outOffset, int outLimit)
                throws IOException {
            long length;
            try {
                length = (long) compress.invokeExact(context,
                        MemorySegment.ofArray(out).asSlice(outOffset, outLimit), (long) outLimit,
                        MemorySegment.ofArray(in).asSlice(inOffset, inLength), (long) inLength, level);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
            if (length < 0 && length != TOO_SMALL) {
                throw new IOException("libzstd: error " + -length);
            }
            return length < 0 ? -1 : (int) length;
        }

        @Override
        public void close() {
            try {
                long ignored = (long) free.invokeExact(context);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
