package org.selfsame.app.cli;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import org.selfsame.format.ar.ArOptions;
import org.selfsame.format.ar.ArWriter;
import org.selfsame.format.cpio.CpioOptions;
import org.selfsame.format.cpio.CpioWriter;
import org.selfsame.format.tar.TarOptions;
import org.selfsame.format.tar.TarWriter;
import org.selfsame.format.zip.ZipOptions;
import org.selfsame.format.zip.ZipWriter;
import org.selfsame.pack.Packer;
import org.selfsame.tree.EntryTimes;
import picocli.CommandLine.Model.OptionSpec;

/// `pack cpio`, `pack tar`, `pack zip` and `pack ar`: formats that are written from start to end, with few options.
///
/// @param specs the options that no other format takes
/// @param shared those that others take, too
/// @param maker makes the writer
record PackArchive(String name, List<OptionSpec> specs, Set<String> shared,
        Function<PackOptions, Packer.StreamWriter> maker) implements PackFormat {
    private static final String TAR_FORMAT = "--tar-format";
    private static final String CHECKSUMS = "--checksums";
    private static final String JAR = "--jar";
    private static final int USUAL_LEVEL = 9;

    /// All of them.
    static List<PackFormat> all() {
        return List.of(
                new PackArchive("cpio", List.of(OptionSpecs.flag(CHECKSUMS)), Set.of(), PackArchive::cpio),
                new PackArchive("tar", List.of(OptionSpecs.text(TAR_FORMAT, "gnu|pax")), Set.of(), PackArchive::tar),
                new PackArchive("zip", List.of(OptionSpecs.flag(JAR)), Set.of(PackOptions.LEVEL), PackArchive::zip),
                new PackArchive("ar", List.of(), Set.of(), PackArchive::ar));
    }

    @Override
    public Set<String> options() {
        var options = specs.stream().map(OptionSpec::longestName).collect(Collectors.toSet());
        options.addAll(shared);
        return options;
    }

    @Override
    public Packer.Writer writer(PackOptions given) {
        return Packer.streamed(maker.apply(given));
    }

    private static Packer.StreamWriter cpio(PackOptions given) {
        var options = CpioOptions.newc(given.time()).checksums(given.flag(CHECKSUMS));
        return (tree, out, task) -> CpioWriter.write(tree, options, out, task);
    }

    private static Packer.StreamWriter tar(PackOptions given) {
        var times = EntryTimes.clamp(given.time());
        var options = given.choice(TAR_FORMAT, List.of("gnu", "pax")).equals("pax")
                ? TarOptions.pax(times)
                : TarOptions.gnu(times);
        return (tree, out, task) -> TarWriter.write(tree, options, out, task);
    }

    private static Packer.StreamWriter zip(PackOptions given) {
        int level = given.number(PackOptions.LEVEL, USUAL_LEVEL, 0, Deflater.BEST_COMPRESSION);
        boolean jar = given.flag(JAR);
        var times = jar ? EntryTimes.set(given.time()) : EntryTimes.clamp(given.time());
        var options = new ZipOptions(level, times, !jar, true, jar);
        return (tree, out, task) -> ZipWriter.write(tree, options, out, task);
    }

    private static Packer.StreamWriter ar(PackOptions given) {
        var options = new ArOptions(ArOptions.Style.GNU, given.time(), 0644);
        return (tree, out, task) -> ArWriter.write(tree, options, out, task);
    }
}
