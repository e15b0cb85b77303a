package org.elbow;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** The reference cases as a whole: each method's are read by a test of that method's package. */
class ReferenceCasesTest {

    /** The methods that some test reads all cases of. */
    private static final Set<String> TESTED =
        Set.of("elbo", "iwae", "hvae", "jacobian_l1", "consistency", "likelihood_regret", "tracin", "disentanglement");

    @Test
    void everyCaseIsOfAMethodThatIsTested() throws IOException {
        final Path folder = Path.of(System.getProperty("elbow.fixtures", "../../shared/fixtures"));
        assumeTrue(Files.isDirectory(folder), "no reference cases at " + folder + "; name their folder by -Delbow.fixtures=DIR");
        final Map<String, Integer> found = new TreeMap<>();
        try (Stream<Path> cases = Files.list(folder)) {
            for (final Path path : cases.map(c -> c.resolve("case.json")).filter(Files::exists).toList()) {
                found.merge(new ObjectMapper().readTree(path.toFile()).get("method").asText(), 1, Integer::sum);
            }
        }
        System.out.println("Reference cases: " + found);
        assertTrue(TESTED.containsAll(found.keySet()), "cases of methods without a test: " + found);
    }
}
