#include "tests/support/TestRegistry.h"
#include "tests/unit/log/ContractFixture.h"

#include <algorithm>

using namespace weir;
using namespace weir::log;
using namespace weir::test;

class GroupsContractTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addClusterRows(); }

    void publishesReadsAndResets()
    {
        WEIR_CONTRACT_FIXTURE(fixture);
        const std::string topic = fixture.makeTopic(2);
        fixture.appendNumbered(topic, 0, 10);
        const std::string group = fixture.freshName("group");
        Groups &groups = fixture.cluster().groups();
        WEIR_OK(groups.publish(group, {{{topic, 0}, 4}, {{topic, 1}, 0}}, soon()));
        WEIR_OK(groups.publish(group, {{{topic, 0}, 7}}, soon()));
        const auto offsets = groups.offsets(group, soon());
        WEIR_OK(offsets);
        QCOMPARE(*offsets, (std::vector<GroupOffset>{{{topic, 0}, 7}, {{topic, 1}, 0}}));
        WEIR_OK(groups.reset(group, {{{topic, 0}, 1}}, soon()));
        QCOMPARE(groups.offsets(group, soon())->front().offset, 1);
    }

    void listsAndDescribes()
    {
        WEIR_CONTRACT_FIXTURE(fixture);
        const std::string topic = fixture.makeTopic();
        const std::string group = fixture.freshName("group");
        Groups &groups = fixture.cluster().groups();
        WEIR_OK(groups.publish(group, {{{topic, 0}, 0}}, soon()));
        const auto all = groups.list(soon());
        WEIR_OK(all);
        QCOMPARE(std::ranges::count(*all, group, &GroupInfo::name), 1);
        const auto one = groups.describe(group, soon());
        WEIR_OK(one);
        QCOMPARE(one->state, std::string("Empty"));
        QVERIFY(one->members.empty());
        WEIR_OK(groups.remove(group, soon()));
        WEIR_FAILS(groups.describe(group, soon()), "log.unknown-group");
    }

    void deletedTopicsLeaveNoOffsets()
    {
        WEIR_CONTRACT_FIXTURE(fixture);
        const std::string topic = fixture.makeTopic();
        const std::string other = fixture.makeTopic();
        const std::string group = fixture.freshName("group");
        Groups &groups = fixture.cluster().groups();
        WEIR_OK(groups.publish(group, {{{topic, 0}, 7}, {{other, 0}, 3}}, soon()));
        WEIR_OK(fixture.cluster().deleteTopic(topic, soon()));
        const std::vector<GroupOffset> left = {{{other, 0}, 3}};
        // A broker forgets them some time after it answered.
        QTRY_COMPARE(groups.offsets(group, soon()).value(), left);
    }

    void unknownGroupsAreNamed()
    {
        WEIR_CONTRACT_FIXTURE(fixture);
        const std::string topic = fixture.makeTopic();
        const std::string group = fixture.freshName("none");
        Groups &groups = fixture.cluster().groups();
        const auto none = groups.offsets(group, soon());
        WEIR_OK(none);
        QVERIFY(none->empty());
        WEIR_FAILS(groups.describe(group, soon()), "log.unknown-group");
        WEIR_FAILS(groups.reset(group, {{{topic, 0}, 0}}, soon()), "log.unknown-group");
        WEIR_OK(groups.remove(group, soon()));
    }
};

WEIR_TEST(GroupsContractTest)
#include "GroupsContractTest.moc"
