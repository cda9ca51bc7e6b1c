package org.selfsame.build;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.selfsame.apt.Lock;
import org.selfsame.content.Digest;
import org.selfsame.report.SafeJson;

/// The bill of materials of a system: a package of SPDX for each that is installed, with the digest of the file that it was
/// installed from. Source: SPDX specification 2.3; the package URL specification, "deb".
final class Spdx {
    private Spdx() {}

    /// The document. Equal locks and packages have equal bytes.
    ///
    /// @throws IOException never, as it is written to memory
    static byte[] of(Lock lock, Digest lockDigest, List<Packaged> installed) throws IOException {
        var text = new StringWriter();
        var title = lock.recipe().name() + " " + lock.recipe().version();
        var json = new SafeJson(text).beginObject().field("spdxVersion", "SPDX-2.3")
                .field("dataLicense", "CC0-1.0").field("SPDXID", "SPDXRef-DOCUMENT").field("name", title)
                .field("documentNamespace", "urn:selfsame:lock:" + lockDigest.hex());
        json.beginObject("creationInfo").field("created", lock.sourceDate().toString());
        json.beginArray("creators");
        json.value("Tool: selfsame");
        json.endArray().endObject();
        json.beginArray("packages");
        json.beginObject().field("SPDXID", "SPDXRef-System").field("name", lock.recipe().name())
                .field("versionInfo", lock.recipe().version()).field("downloadLocation", "NOASSERTION")
                .field("filesAnalyzed", false).endObject();
        var packages = installed.stream().sorted(Comparator.comparing(Packaged::name)).toList();
        for (int i = 0; i < packages.size(); i++) {
            described(json, packages.get(i), i, lock);
        }
        json.endArray();
        json.beginArray("relationships");
        relationship(json, "SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-System");
        for (int i = 0; i < packages.size(); i++) {
            relationship(json, "SPDXRef-System", "CONTAINS", "SPDXRef-Package-" + i);
        }
        json.endArray().endObject();
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void described(SafeJson json, Packaged each, int number, Lock lock) throws IOException {
        int colon = each.name().indexOf(':');
        var name = colon < 0 ? each.name() : each.name().substring(0, colon);
        json.beginObject().field("SPDXID", "SPDXRef-Package-" + number).field("name", name)
                .field("versionInfo", each.version()).field("downloadLocation", "NOASSERTION")
                .field("filesAnalyzed", false);
        var locked = lock.packages().stream().filter(it -> it.name().equals(name)
                && it.version().equals(each.version()) && it.architecture().equals(each.architecture())).findFirst();
        if (locked.isPresent()) {
            json.beginArray("checksums");
            json.beginObject().field("algorithm", "SHA256").field("checksumValue", locked.get().sha256().hex())
                    .endObject();
            json.endArray();
        }
        json.beginArray("externalRefs");
        json.beginObject().field("referenceCategory", "PACKAGE-MANAGER").field("referenceType", "purl")
                .field("referenceLocator", "pkg:deb/debian/" + encoded(name.toLowerCase(Locale.ROOT)) + "@"
                        + encoded(each.version()) + "?arch=" + encoded(each.architecture()))
                .endObject();
        json.endArray().endObject();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%3A", ":");
    }

    private static void relationship(SafeJson json, String from, String type, String to) throws IOException {
        json.beginObject().field("spdxElementId", from).field("relationshipType", type)
                .field("relatedSpdxElement", to).endObject();
    }
}
