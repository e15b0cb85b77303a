package org.elbow.offline.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;

import org.elbow.offline.ui.Json;
import org.junit.jupiter.api.Test;

/** The data of views as text. */
class JsonTest {

    record Point(int x, double y) {
    }

    @Test
    void nestedDataBecomesJson() {
        final var data = new LinkedHashMap<String, Object>();
        data.put("text", "say \"so\"\n\u2028</script>");
        data.put("numbers", new double[]{0.1, -0.0, 1e300});
        data.put("list", List.of(true, 3L, 'c'));
        data.put("point", new Point(1, 2));
        data.put("nothing", null);
        assertEquals("{\"text\":\"say \\\"so\\\"\\n\\u2028\\u003c/script>\",\"numbers\":[0.1,-0.0,1.0E300],"
            + "\"list\":[true,3,\"c\"],\"point\":{\"x\":1,\"y\":2.0},\"nothing\":null}", Json.write(data));
    }

    @Test
    void numbersThatJsonLacksBecomeText() {
        assertEquals("[\"NaN\",\"Infinity\",\"-Infinity\"]",
            Json.write(List.of(Double.NaN, Float.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)));
    }

    @Test
    void dataThatIsNoJsonIsHandedOnAsText() {
        assertEquals("{\"result\":{\"a\": [1, {}]}}", Json.result("{\"a\": [1, {}]}"));
        for (final var text : List.of("plain words", "{\"a\":1} and more", "[1,]", "{a:1}", "", "01", "\"open")) {
            assertEquals("{\"result\":" + Json.write(text) + "}", Json.result(text));
        }
    }

    @Test
    void anythingElseIsRefusedByItsClass() {
        final var message =
            assertThrows(IllegalArgumentException.class, () -> Json.write(List.of(Thread.currentThread()))).getMessage();
        assertTrue(message.contains("java.lang.Thread"), message);
    }
}
