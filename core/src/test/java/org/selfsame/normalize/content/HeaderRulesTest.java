package org.selfsame.normalize.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.format.pe.PeFormat;
import org.selfsame.normalize.Epoch;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.normalize.Normalized;
import org.selfsame.testing.Opened;
import org.selfsame.testing.Tool;

/// Formats with a time in a header of fixed size.
class HeaderRulesTest {
    @TempDir
    private Path directory;

    @Test
    void clampsTheTimeInCompiledPythonSoThatItStaysFresh() throws IOException {
        Tool.require("python3");
        var epoch = Long.toString(Normalized.EPOCH.seconds());
        for (var name : new String[]{"1", "2"}) {
            Files.createDirectories(directory.resolve(name));
            Files.writeString(directory.resolve(name + "/m.py"), "print('runs')\n");
            Tool.run(directory, "sh", "-c", "cd " + name + " && touch -d 2018-01-0" + name + " m.py && "
                    + "python3 -c 'import py_compile; py_compile.compile(\"m.py\", \"m.pyc\", \"m.py\")'");
        }
        Normalized.sameOf(directory.resolve("1/m.pyc"), directory.resolve("2/m.pyc"));
        var script = "import importlib.util as u, os; os.utime('m.py', (" + epoch + ", " + epoch + ")); "
                + "c = u.cache_from_source('m.py'); os.makedirs('__pycache__'); os.rename('m.pyc', c); "
                + "before = open(c, 'rb').read(); os.chmod(c, 0o444); import m; "
                + "assert open(c, 'rb').read() == before";
        assertThat(Tool.run(directory.resolve("1"), "python3", "-c", script).out()).isEqualTo("runs\n");
        assertThat(Normalized.of(Files.readAllBytes(directory.resolve("2/m.pyc")), new Epoch(Epoch.LAST, false))
                .changes()).isEmpty();
    }

    @Test
    void leavesPythonThatKnowsItsSourceByHashAlone() throws IOException {
        Tool.require("python3");
        Files.writeString(directory.resolve("m.py"), "print('runs')\n");
        Tool.run(directory, "python3", "-c", "import py_compile; py_compile.compile('m.py', 'm.pyc', "
                + "invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH)");
        assertThat(Normalized.of(directory.resolve("m.pyc")).changes()).isEmpty();
    }

    @Test
    void changesTimeAndChecksumOfImagesOfUBoot() throws IOException {
        Tool.require("mkimage");
        Files.writeString(directory.resolve("data"), "data");
        for (var name : new String[]{"1", "2"}) {
            Tool.tryRun(directory, Map.of("SOURCE_DATE_EPOCH", "160000000" + name), "mkimage", "-A", "arm",
                    "-O", "linux", "-T", "kernel", "-C", "none", "-n", "x", "-d", "data", name + ".uimg");
        }
        Normalized.sameOf(directory.resolve("1.uimg"), directory.resolve("2.uimg"));
        assertThat(Tool.run(directory, "mkimage", "-l", "1.uimg").out()).contains("Sun Nov 26 12:00:00 2017");
    }

    @Test
    void leavesAnImageOfUBootWithAWrongChecksumAlone() throws IOException {
        var image = ByteBuffer.allocate(80).putInt(0x27051956).putInt(1).putInt(1_600_000_000).array();
        assertThat(Normalized.of(image, Normalized.EPOCH).reasons()).containsExactly(Reason.DAMAGED);
    }

    @Test
    void changesTheDateOfFlatBinaries() throws IOException {
        var binary = ByteBuffer.allocate(80).put("bFLT".getBytes(StandardCharsets.US_ASCII)).putInt(4)
                .putInt(40, 1_600_000_000).array();
        var normal = Normalized.of(binary, Normalized.EPOCH);
        assertThat(ByteBuffer.wrap(normal.bytes()).getInt(40)).isEqualTo(1_511_697_600);
        var undated = ByteBuffer.wrap(binary.clone()).putInt(40, 0).array();
        assertThat(Normalized.of(undated, Normalized.EPOCH).changes()).isEmpty();
    }

    @Test
    void changesTimeStampsAndChecksumOfPrograms() throws IOException {
        var program = program();
        var other = program.clone();
        ByteBuffer.wrap(other).order(ByteOrder.LITTLE_ENDIAN).putInt(stamp(other), 1_600_000_000);
        ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN).putInt(stamp(program), 1_500_000_000);
        var normal = Normalized.of(program, Normalized.EPOCH);
        assertThat(normal.changes()).containsExactly("file pe");
        assertThat(normal.bytes()).isEqualTo(Normalized.of(other, Normalized.EPOCH).bytes());
        var opened = Opened.of(new PeFormat(), normal.bytes());
        assertThat(opened.anomalies()).doesNotContain("pe.checksum");
        assertThat(ByteBuffer.wrap(normal.bytes()).order(ByteOrder.LITTLE_ENDIAN).getInt(stamp(program)))
                .isEqualTo(1_511_697_600);
    }

    private static int stamp(byte[] program) {
        return ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN).getInt(0x3c) + 8;
    }

    private static byte[] program() throws IOException {
        return Files
                .readAllBytes(Tool.requireFile("/usr/lib/systemd/boot/efi/systemd-bootx64.efi", "systemd-boot-efi"));
    }

    @Test
    void leavesSignedProgramsAlone() throws IOException {
        var signed = Tool.requireFile("/usr/lib/shim/shimx64.efi.signed", "shim-signed");
        var normal = Normalized.of(signed);
        assertThat(normal.changes()).isEmpty();
        assertThat(normal.reasons()).containsExactly(Reason.SIGNED);
    }

    @Test
    void takesTheRandomNumberOutOfCompiledXml() throws IOException {
        Tool.require("xb-tool");
        Files.writeString(directory.resolve("a.xml"), "<components><component>x</component></components>");
        for (var name : new String[]{"1", "2"}) {
            Tool.run(directory, "xb-tool", "compile", name + ".xmlb", "a.xml");
        }
        var bytes = Files.readAllBytes(directory.resolve("2.xmlb"));
        bytes[12] ^= 1;
        Files.write(directory.resolve("2.xmlb"), bytes);
        Normalized.sameOf(directory.resolve("1.xmlb"), directory.resolve("2.xmlb"));
        assertThat(Tool.run(directory, "xb-tool", "dump", "1.xmlb").out()).contains("component");
    }
}
