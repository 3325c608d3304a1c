package io.portallink.browser;

import io.github.bucket4j.TimeMeter;
import io.portallink.link.TestClock;
import io.portallink.testkit.BrokerTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** A {@link BrokerTest} whose time stands still until the test moves it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@BrokerTest
@Import(ClockedBrokerTest.TimeStandsStill.class)
public @interface ClockedBrokerTest {

    @TestConfiguration(proxyBeanMethods = false)
    class TimeStandsStill {

        @Bean
        @Primary
        TestClock testClock() {
            return new TestClock();
        }

        /** So that taps and budgets go by it too. */
        @Bean
        TimeMeter testTime(TestClock clock) {
            return new TimeMeter() {
                @Override
                public long currentTimeNanos() {
                    return TimeUnit.MILLISECONDS.toNanos(clock.millis());
                }

                @Override
                public boolean isWallClockBased() {
                    return true;
                }
            };
        }
    }
}
