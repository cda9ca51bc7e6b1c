package org.selfsame.format.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.testing.Opened;
import org.selfsame.testing.Tool;

/// Certificates and keys of OpenSSL's and of Debian's. The JDK is the judge.
class CertificatesTest {
    @TempDir
    private Path directory;

    @Test
    void readsACertificateAsTheJdkDoes() throws IOException, CertificateException {
        var der = make("x509", "-outform", "DER");
        var judge = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der));
        var opened = Opened.of(new X509Format(), der).sound();
        assertThat(opened.fact("x509.version")).isEqualTo("3");
        assertThat(opened.fact("x509.serial_number"))
                .isEqualTo(HexFormat.of().formatHex(judge.getSerialNumber().toByteArray()));
        assertThat(opened.fact("x509.subject")).isEqualTo(judge.getSubjectX500Principal().getName())
                .isEqualTo("CN=röt,O=Selfsame");
        assertThat(opened.fact("x509.issuer")).isEqualTo(judge.getIssuerX500Principal().getName());
        assertThat(opened.fact("x509.signature_algorithm")).isEqualTo(judge.getSigAlgOID());
        assertThat(opened.fact("x509.not_before")).matches("[0-9]{12}Z");
        assertThat(opened.bytes("public key")).isEqualTo(judge.getPublicKey().getEncoded());
        assertThat(opened.paths()).containsExactly("extensions/authority key identifier",
                "extensions/basic constraints",
                "extensions/subject key identifier", "public key");
        // the first byte of a bit string says how many bits of the last one are none
        assertThat(Arrays.copyOfRange(opened.raw("x509.signature"), 1, opened.raw("x509.signature").length))
                .isEqualTo(judge.getSignature());
    }

    @Test
    void namesTheBlocksOfAFile() throws IOException {
        make("x509");
        var pem = Files.readString(directory.resolve("c.pem"));
        var key = Files.readString(directory.resolve("k.pem"));
        var one = open(pem).sound();
        assertThat(one.fact("pem.label")).isEqualTo("certificate");
        assertThat(one.paths()).containsExactly("certificate");
        assertThat(one.bytes("certificate")).isEqualTo(make("x509", "-outform", "DER"));
        var both = open("# a comment\n\n" + pem + "text\n" + key + pem).sound();
        assertThat(both.paths()).containsExactly("certificate CN=röt,O=Selfsame", "certificate CN=röt,O=Selfsame 2",
                "private key");
        assertThat(both.regions("text outside blocks")).hasSize(2);
    }

    @Test
    void readsTheHeadersOfOlderKeys() throws IOException {
        make("x509");
        Tool.run(directory, "openssl", "ec", "-in", "k.pem", "-aes128", "-passout", "pass:secret", "-out", "old.pem");
        var opened = open(Files.readString(directory.resolve("old.pem"))).sound();
        assertThat(opened.paths()).containsExactly("ec private key");
    }

    @Test
    void readsAllCertificatesOfDebian() throws IOException {
        var file = Tool.requireFile("/etc/ssl/certs/ca-certificates.crt", "ca-certificates");
        var opened = Opened.of(new PemFormat(), file).sound();
        assertThat(opened.paths()).hasSize(Files.readString(file).split("-----BEGIN ", -1).length - 1)
                .hasSizeGreaterThan(100).allMatch(path -> path.startsWith("certificate "));
        // a backslash is escaped once more in a path
        for (var path : opened.paths().stream().filter(path -> !path.contains("\\")).toList()) {
            assertThat(Opened.of(new X509Format(), opened.bytes(path)).sound().paths()).contains("public key");
        }
    }

    @Test
    void takesNoOtherValueForACertificate() throws IOException {
        var der = make("x509", "-outform", "DER");
        var format = new X509Format();
        for (int length = 0; length < der.length; length += 7) {
            assertThat(format.recognizes(new BytesContent(Arrays.copyOf(der, length)))).isFalse();
        }
        Tool.run(directory, "openssl", "req", "-new", "-key", "k.pem", "-subj", "/CN=x", "-outform", "DER", "-out",
                "request.der");
        assertThat(format.recognizes(new BytesContent(Files.readAllBytes(directory.resolve("request.der"))))).isFalse();
        assertThat(Opened.of(format, Arrays.copyOf(der, der.length + 1)).anomalies())
                .containsExactly("x509.trailing_bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-----BEGIN", "-----BEGIN X", "-----BEGIN -----\n", "text\n-----BEGIN X-----\n",
            "-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----\n"})
    void takesNoOtherTextForBlocks(String text) throws IOException {
        assertThat(new PemFormat().recognizes(new BytesContent(text.getBytes(StandardCharsets.UTF_8)))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-----BEGIN X-----\nAAAA\n", "-----BEGIN X-----\nA\n-----END X-----\n",
            "-----BEGIN X-----"})
    void tellsOfADamagedBlock(String text) throws IOException {
        assertThat(open(text).anomalies()).containsExactly("pem.damaged");
    }

    private byte[] make(String... command) throws IOException {
        Tool.require("openssl");
        if (!Files.exists(directory.resolve("k.pem"))) {
            Tool.run(directory, "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                    "-nodes", "-utf8", "-keyout", "k.pem", "-out", "c.pem", "-subj", "/O=Selfsame/CN=röt");
        }
        var all = new ArrayList<>(List.of("openssl"));
        all.addAll(Arrays.asList(command));
        all.addAll(List.of("-in", "c.pem", "-out", "out"));
        Tool.run(directory, all.toArray(String[]::new));
        return Files.readAllBytes(directory.resolve("out"));
    }

    private static Opened open(String text) throws IOException {
        return Opened.of(new PemFormat(), text.getBytes(StandardCharsets.UTF_8));
    }
}
