package io.wetoken.ingest.community;

/** Acts of one account in one session, as lines. */
final class Acts {
    private final Chance chance;
    private final Person person;
    private final String session;
    private final String label;

    Acts(Chance chance, Person person, String label) {
        this.chance = chance;
        this.person = person;
        this.session = "s-" + chance.uuid().substring(0, 13);
        this.label = label;
    }

    /** OPEN, HEARTBEAT. */
    Line sign(String kind, long time) {
        return line(kind, time, "");
    }

    Line impression(Content content, long time, String request, int position) {
        return line("IMPRESSION", time, about(content) + ",\"request\":\"" + request + "\",\"position\":" + position);
    }

    /** PLAY or SKIP that ended at the time. */
    Line watch(String kind, Content content, long time, long watchMs) {
        return line(kind, time, about(content) + ",\"watchMs\":" + watchMs + ",\"lengthMs\":" + content.lengthMs());
    }

    /** LIKE, SHARE, FOLLOW. */
    Line tap(String kind, Content content, long time) {
        return line(kind, time, about(content));
    }

    Line comment(Content content, long time, String text) {
        return line("COMMENT", time, about(content) + ",\"text\":\"" + text + "\"");
    }

    Line release(Content content, long time) {
        return line("RELEASE", time, about(content) + ",\"lengthMs\":" + content.lengthMs());
    }

    private static String about(Content content) {
        return ",\"content\":\"" + content.id() + "\",\"owner\":\"" + content.owner() + "\"";
    }

    private Line line(String kind, long time, String fields) {
        String id = chance.uuid();
        String head = "{\"id\":\"" + id + "\",\"kind\":\"" + kind + "\",\"actor\":\"" + person.account()
                + "\",\"device\":\"" + person.device() + "\",\"session\":\"" + session + "\",\"ipHash\":\""
                + person.address(time) + "\"" + fields;
        long onDevice = chance.between(20, 200);
        long onTheWay = chance.between(15, 300);
        return new Line(
                id, head, time + person.skewMs(), time + person.skewMs() + onDevice, time + onDevice + onTheWay, label);
    }
}
