using Contracts.IndustryPartnership;
using CsCheck;
using Kernel.Data;
using Testing;

namespace FacultyCertification.Tests;

/// <summary>Agreements and bases: whatever the order and the number of times their events arrive in, the newest state is kept.</summary>
public sealed class ProjectionTests
{
    private static readonly DateOnly First = new(2025, 1, 1);

    /// <summary>The versions of a history in the order of arrival, each 1 to 3 times; the highest is the last that there is.</summary>
    private static readonly Gen<int[]> Arrivals =
        from length in Gen.Int[1, 5]
        from times in Gen.Int[1, 3].Array[length]
        from order in Gen.Shuffle(Enumerable.Range(1, length).SelectMany(version => Enumerable.Repeat(version, times[version - 1]))
            .ToArray())
        select order;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task Of_an_agreement_the_newest_terms_and_parties_are_kept(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        await Arrivals.SampleAsync(async arrivals =>
        {
            var (id, last) = (Guid.NewGuid(), arrivals.Max());
            foreach (var version in arrivals) await faculty.App.DeliverAsync(Fact(id, version, last));
            var row = await faculty.App.Db.SingleAsync<AgreementRow>(
                """
                SELECT valid_from, valid_until, terminated_on, version
                FROM faculty.agreement
                WHERE id = @id
                """,
                new { id },
                Ct);
            Assert.Equal(
                new AgreementRow
                {
                    ValidFrom = First.AddDays(last),
                    ValidUntil = First.AddYears(1),
                    TerminatedOn = Terminated(last, last),
                    Version = last,
                },
                row);
            Assert.Equal(["bpc", $"party-{last}"], await faculty.App.Db.QueryAsync<string>(
                """
                SELECT organisation
                FROM faculty.agreement_party
                WHERE agreement_id = @id
                ORDER BY organisation
                """,
                new { id },
                Ct));
        }, iter: 40, threads: 1);
    }

    [Theory, Engines]
    public async Task Of_a_base_the_newest_periods_are_kept(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        await Arrivals.SampleAsync(async arrivals =>
        {
            var (id, last) = (Guid.NewGuid(), arrivals.Max());
            foreach (var version in arrivals)
            {
                var state = FacultyApp.Base(id, version, Periods(version));
                await faculty.App.DeliverAsync(BaseFact(version, state));
            }
            var rows = await faculty.App.Db.QueryAsync<PeriodRow>(
                """
                SELECT active_from, active_until
                FROM faculty.base_period
                WHERE base_id = @id
                ORDER BY active_from
                """,
                new { id },
                Ct);
            Assert.Equal(Periods(last), rows.Select(row => (row.ActiveFrom, row.ActiveUntil)));
            Assert.Equal(last, await faculty.App.Db.SingleAsync<int>("SELECT version FROM faculty.base WHERE id = @id", new { id }, Ct));
        }, iter: 40, threads: 1);
    }

    // A change of the parties carries the same state as any other fact, and the last word where it comes last.
    private static object BaseFact(int version, BaseV1 state) => version % 3 == 0
        ? new BaseAmendedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Base = state }
        : version % 2 == 1 ? new BaseApprovedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Base = state }
        : new BaseSuspendedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Base = state };

    // Each approval adds a period, each suspension cuts the last one off.
    private static (DateOnly, DateOnly)[] Periods(int version) =>
        [.. Enumerable.Range(0, (version + 1) / 2)
            .Select(i => (First.AddDays(100 * i), First.AddDays((100 * i) + (version % 2 == 0 || i < version / 2 ? 50 : 90))))];

    private static DateOnly? Terminated(int version, int last) => version == last && version > 1 ? First.AddDays(200) : null;

    private static object Fact(Guid id, int version, int last)
    {
        var agreement = FacultyApp.Agreement(
            id, First.AddDays(version), First.AddYears(1), ["bpc", $"party-{version}"], Terminated(version, last), version);
        return version == 1 ? new AgreementActivatedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Agreement = agreement }
            : version == last ? new AgreementTerminatedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Agreement = agreement }
            : version == 2 ? new AgreementAmendedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Agreement = agreement }
            : new AgreementExpiredV1 { OccurredAt = DateTimeOffset.UnixEpoch, Agreement = agreement };
    }

    private sealed record AgreementRow
    {
        public DateOnly ValidFrom { get; init; }
        public DateOnly ValidUntil { get; init; }
        public DateOnly? TerminatedOn { get; init; }
        public int Version { get; init; }
    }

    private sealed record PeriodRow
    {
        public DateOnly ActiveFrom { get; init; }
        public DateOnly ActiveUntil { get; init; }
    }
}
