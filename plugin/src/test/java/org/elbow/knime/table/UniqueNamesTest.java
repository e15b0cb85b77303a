package org.elbow.knime.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

class UniqueNamesTest {

    @Test
    void aNameThatIsTakenGetsTheNextFreeNumber() {
        final UniqueNames names = new UniqueNames(List.of("ELBO", "ELBO (#1)"));
        assertEquals("ELBO (#2)", names.next("ELBO"));
        assertEquals("KL", names.next("KL"));
        assertEquals("KL (#1)", names.next("KL"));
    }

    @Test
    void namesThatDifferOnlyInBlanksAroundThemAreTheSameAsInTables() {
        final UniqueNames names = new UniqueNames(List.of());
        assertEquals("city =", names.next("city = "));
        assertEquals("city = (#1)", names.next("city =\n"));
        assertEquals("city = (#2)", names.next("city =  "));
    }
}
