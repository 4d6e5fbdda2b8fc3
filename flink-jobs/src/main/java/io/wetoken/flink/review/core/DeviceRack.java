package io.wetoken.flink.review.core;

import io.wetoken.flink.guard.core.GuardRules;
import java.util.List;
import java.util.Map;

/** More accounts on one device than a household has: also those that came before the guard had counted that far. */
final class DeviceRack implements ReviewRule {
    @Override
    public String code() {
        return "DEVICE_RACK";
    }

    @Override
    public void look(Day day, Findings findings) {
        for (Map.Entry<String, List<AccountDay>> device :
                Groups.by(day, AccountDay::devices).entrySet()) {
            int accounts = device.getValue().size();
            if (accounts > GuardRules.CONFIG.device().accounts()) {
                device.getValue()
                        .forEach(account -> findings.against(
                                account, code(), "%d accounts used device %s", accounts, device.getKey()));
            }
        }
    }
}
