package org.selfsame.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.selfsame.content.FileContent;
import org.selfsame.recipe.RecipeRequest;
import org.selfsame.trust.TrustException;
import org.selfsame.trust.openpgp.Keyring;
import org.selfsame.trust.openpgp.Policy;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The option by which a recipe must be a tag that somebody signed.
final class TagSigners {
    private static final String SIGNED_BY = "--signed-by";

    private TagSigners() {}

    static OptionSpec option() {
        return OptionSpec.builder(SIGNED_BY).type(Path.class).arity("1").paramLabel("FILE").build();
    }

    /// The request, with the keys that are given.
    ///
    /// @throws UsageException if the file holds no keys
    /// @throws IOException if it cannot be read
    static RecipeRequest of(RecipeRequest request, ParseResult arguments) throws IOException {
        if (!arguments.hasMatchedOption(SIGNED_BY)) {
            return request;
        }
        var file = arguments.matchedOptionValue(SIGNED_BY, Path.of(""));
        try (var content = FileContent.open(file)) {
            return request.signedBy(Keyring.read(content), Policy.standard(Clock.systemUTC().instant()));
        } catch (TrustException e) {
            throw new UsageException("error.signed-by", file, Sentences.key(e.reason()));
        }
    }
}
