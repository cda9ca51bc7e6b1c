package org.selfsame.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Checks documents against the schemas in `docs/schemas`.
final class Schema {
    private Schema() {}

    /// Checks that `document` is valid by the schema that it names, and parses it.
    static JsonObject check(String document) throws IOException {
        var parsed = JsonParser.parseString(document).getAsJsonObject();
        var name = parsed.get("selfsame").getAsString().replace('/', '-') + ".json";
        var text = Files.readString(Path.of("..", "docs", "schemas", name));
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(text);
        assertThat(schema.validate(document, InputFormat.JSON)).as(name).isEmpty();
        return parsed;
    }
}
