package org.elbow.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class JointProgressTest {

    private double fraction;

    private String message;

    @Test
    void whatTakesLongerCountsMore() {
        final JointProgress joint = new JointProgress((done, text) -> {
            fraction = done;
            message = text;
        });
        final Progress reading = joint.work(1);
        final Progress scoring = joint.work(3);
        reading.update(0.5, "Reading");
        assertEquals(0.125, fraction);
        scoring.update(0.5, "Scoring");
        assertEquals(0.5, fraction);
        assertEquals("Scoring", message);
        reading.update(1, null);
        scoring.update(1, null);
        assertEquals(1, fraction);
    }
}
