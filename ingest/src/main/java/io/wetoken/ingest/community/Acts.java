package io.wetoken.ingest.community;

/** Acts of one account in one session, as lines. */
final class Acts {
    private final Chance chance;
    private final Person person;
    private final String session;
    private final String label;
    private final boolean mobile;
    private long offlineUntil;

    Acts(Chance chance, Person person, String label) {
        this.chance = chance;
        this.person = person;
        this.session = "s-" + chance.uuid().substring(0, 13);
        this.label = label;
        this.mobile = chance.happens(person.temper().mobile());
    }

    /** Without a network: everything before is sent then. */
    Acts offlineUntil(long time) {
        offlineUntil = time;
        return this;
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

    /** GIFT or TIP to the owner, in base units. */
    Line transfer(String kind, Content content, long time, long tokens) {
        return line(
                kind,
                time,
                about(content) + ",\"amount\":\"" + tokens + "000000000000000000\",\"tx\":\"0x" + chance.hash()
                        + chance.hash() + chance.hash() + chance.hash() + "\"");
    }

    private static String about(Content content) {
        return ",\"content\":\"" + content.id() + "\",\"owner\":\"" + content.owner() + "\"";
    }

    private Line line(String kind, long time, String fields) {
        String id = chance.uuid();
        String head = "{\"id\":\"" + id + "\",\"kind\":\"" + kind + "\",\"actor\":\"" + person.account()
                + "\",\"device\":\"" + person.device() + "\",\"session\":\"" + session + "\",\"ipHash\":\""
                + (mobile ? person.carrier() : person.address(time)) + "\"" + fields;
        long onDevice = Math.max(0, offlineUntil - time) + chance.between(20, 200);
        long onTheWay = chance.between(15, 300);
        return new Line(
                id, head, time + person.skewMs(), time + person.skewMs() + onDevice, time + onDevice + onTheWay, label);
    }
}
