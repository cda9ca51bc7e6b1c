package org.selfsame.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Runs each command once on the sample, and those that work long on something large, in one process: what the virtual
/// machine loads and learns on the way is kept in its ahead-of-time cache, so that later runs start in a fraction of
/// the time (JEP 514, JEP 515).
public final class Training {
    private static final long LARGE = 256L << 20;
    /// What `verify` says of a file for which nobody speaks.
    private static final int UNKNOWN = 2;
    private static final int NO_LOCK = 2;
    private static final int DIFFERENT = 1;

    private Training() {}

    /// Works in the empty directory `args[0]`. Ends with the exit code of the first command that fails, or with 0: by
    /// [System#exit], as the commands do, so that what that loads is kept, too.
    ///
    /// @throws IOException if the directory cannot be made
    public static void main(String[] args) throws IOException {
        var directory = Files.createDirectories(Path.of(args[0]));
        var image = directory.resolve("sample/sample.iso");
        var squashfs = image + "!/live/filesystem.squashfs!/";
        var key = directory.resolve("sample/publisher.asc").toString();
        var large = Files.createDirectory(directory.resolve("large"));
        var many = large.resolve("many.squashfs");
        run(0, "demo", "--no-window", "--keep", directory.resolve("sample").toString());
        run(0, "verify", image.toString(), "--key", key, "--as", "Sample");
        run(0, "verify", image.toString(), "--key", key, "--as", "Sample", "--json");
        TrainingData.writeLargeFile(image, large.resolve("large.iso"), LARGE);
        run(UNKNOWN, "verify", large.resolve("large.iso").toString());
        run(0, "show", image.toString());
        run(0, "show", "--long", squashfs);
        run(0, "show", "--json", squashfs);
        run(0, "show", "--facts", image.toString());
        run(0, "show", "--layout", image.toString());
        var tampered = directory.resolve("sample/tampered/sample.iso").toString();
        run(0, "compare", image.toString(), image.toString());
        run(DIFFERENT, "compare", image.toString(), tampered);
        run(DIFFERENT, "compare", "--json", "-", "--html", directory.resolve("report.html").toString(), image + "!/",
                tampered + "!/");
        run(0, "extract", "--quiet", squashfs, directory.resolve("out").toString());
        TrainingData.writeManyFiles(many);
        run(0, "show", "--long", many.toString());
        run(0, "extract", "--quiet", many.toString(), large.resolve("out").toString());
        run(0, "normalize", "--quiet", "--profile", "live", squashfs, "-o", directory.resolve("normal").toString());
        run(0, "pack", "iso", large.resolve("out").toString(), "--quiet", "-o", large.resolve("many.iso").toString());
        for (var compressor : List.of("lz4", "gzip")) {
            run(0, "pack", "squashfs", large.resolve("out").toString(), "--quiet", "--comp", compressor, "-o",
                    large.resolve(compressor + ".squashfs").toString());
        }
        var archives = Files.createDirectory(large.resolve("archives"));
        TrainingData.writeArchives(archives);
        run(0, "normalize", "--quiet", "--in-place", archives.toString());
        TrainingData.decode();
        var recipe = directory.resolve("recipe");
        TrainingData.writeRecipe(recipe);
        run(NO_LOCK, "build", recipe.toString(), "-o", directory.resolve("built").toString());
        run(0, "--help");
        System.exit(0);
    }

    private static void run(int expected, String... command) {
        int code = Main.run(command);
        if (code != expected) {
            System.exit(code);
        }
    }
}
