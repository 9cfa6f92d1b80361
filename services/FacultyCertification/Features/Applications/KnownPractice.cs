using Contracts.IndustryPartnership;
using FacultyCertification.Features.Practices;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;

namespace FacultyCertification.Features.Applications;

/// <summary>D17: what is known here of the bases and the enterprises that practice is stated at.</summary>
/// <param name="Items">The practice with the days on which it could be done there: none where nothing is known of the place.</param>
/// <param name="Unknown">Of what no news has arrived that would let days count: a base, an enterprise, or an agreement with one.</param>
/// <param name="NotAnEnterprise">An organisation that is known, and is none.</param>
internal sealed record KnownPractice(IReadOnlyList<PracticeItem> Items, (string What, object Id)? Unknown, string? NotAnEnterprise)
{
    public static async Task<KnownPractice> ReadAsync(IReader reader, Guid teacherId, string institution, IReadOnlyList<EvidenceRow> stated)
    {
        var booked = await BookedAsync(reader, teacherId, stated);
        var confirmed = await EvidenceRow.ConfirmedAsync(reader, stated.Select(item => item.ApplicationId).Distinct());
        var (bases, enterprises) = (stated.Select(item => item.BaseId).OfType<Guid>().Concat(booked.Values.Select(booking => booking.BaseId)).Distinct().ToList(), stated.Select(item => item.Enterprise).OfType<string>().Distinct().ToList());
        var knownBases = (await reader.QueryAsync<Guid>("SELECT id FROM faculty.base WHERE id IN @bases", new { bases })).ToHashSet();
        var periods = (await reader.QueryAsync<BasePeriod>("SELECT base_id, active_from, active_until FROM faculty.base_period WHERE base_id IN @bases", new { bases }))
            .ToLookup(row => row.BaseId, row => new Period(row.ActiveFrom, row.ActiveUntil));
        var kinds = (await reader.QueryAsync<Organisation>("SELECT code, kind FROM faculty.institution WHERE code IN @enterprises", new { enterprises })).ToDictionary(row => row.Code, row => row.Kind);
        var agreements = (await reader.QueryAsync<Agreement>(
            """
            SELECT other.organisation, agreement.valid_from, agreement.valid_until, agreement.terminated_on
            FROM faculty.agreement AS agreement
            INNER JOIN faculty.agreement_party AS own ON own.agreement_id = agreement.id AND own.organisation = @institution
            INNER JOIN faculty.agreement_party AS other ON other.agreement_id = agreement.id AND other.organisation IN @enterprises
            """,
            new { institution, enterprises })).ToLookup(row => row.Organisation, row => row.InForce);

        (string, object)? unknown = stated.Select(item => item.PracticeId).OfType<Guid>().Where(id => !booked.ContainsKey(id)).Select(id => ("booking", (object)id))
            .Concat(bases.Where(id => !knownBases.Contains(id)).Select(id => ("base", (object)id)))
            .Concat(enterprises.Where(code => !kinds.ContainsKey(code)).Select(code => ("enterprise", (object)code)))
            .Concat(enterprises.Where(code => !agreements.Contains(code)).Select(code => ("agreement with", (object)code)))
            .Cast<(string, object)?>().FirstOrDefault();
        return new KnownPractice(
            [.. stated.Select(Item)],
            unknown,
            kinds.Where(row => row.Value != OrganisationKind.Enterprise).Select(row => row.Key).FirstOrDefault());

        IEnumerable<Period> Confirmed(EvidenceRow item) => confirmed[(item.ApplicationId, item.Position)].Select(days => new Period(days.From, days.Until));

        IEnumerable<Period> PlaceOf(EvidenceRow item) => item.BaseId is { } id ? periods[id] : agreements[item.Enterprise!];

        PracticeItem Item(EvidenceRow item) => item.PracticeId is null
            // The days that whoever ran the place has confirmed: what is only stated by the teacher does not count.
            ? new PracticeItem(new(item.PractisedFrom!.Value, item.PractisedUntil!.Value), [.. Confirmed(item).SelectMany(days => PlaceOf(item).Select(days.And))])
            : booked.TryGetValue(item.PracticeId.Value, out var booking) && booking.Attended.Count > 0
                // The days that were attended, of those the ones on which the base was approved as is known now.
                ? new PracticeItem(new(booking.Attended[0].From, booking.Attended[^1].Until), [.. booking.Attended.SelectMany(days => periods[booking.BaseId].Select(days.And))])
                : new PracticeItem(default, []);
    }

    /// <summary>The teacher's own bookings among what is stated; one that is not completed has no attended day that counts.</summary>
    private static async Task<Dictionary<Guid, Booking>> BookedAsync(IReader reader, Guid teacherId, IReadOnlyList<EvidenceRow> stated)
    {
        var ids = stated.Select(item => item.PracticeId).OfType<Guid>().Distinct().ToList();
        var rows = await reader.QueryAsync<BookingRow>("SELECT p.id, p.base_id, p.seat_state FROM faculty.practice p WHERE p.teacher_id = @teacherId AND p.id IN @ids", new { teacherId, ids });
        var attended = await PracticeBookingRow.AttendedAsync(reader, ids);
        return rows.ToDictionary(row => row.Id, row => new Booking(row.BaseId, row.SeatState == "completed" ? [.. attended[row.Id].Select(days => new Period(days.From, days.Until))] : []));
    }

    private sealed record Booking(Guid BaseId, IReadOnlyList<Period> Attended);

    private sealed record BookingRow
    {
        public Guid Id { get; init; }
        public Guid BaseId { get; init; }
        public string? SeatState { get; init; }
    }

    private sealed record BasePeriod
    {
        public Guid BaseId { get; init; }
        public DateOnly ActiveFrom { get; init; }
        public DateOnly ActiveUntil { get; init; }
    }

    private sealed record Organisation
    {
        public string Code { get; init; } = "";
        public string Kind { get; init; } = "";
    }

    private sealed record Agreement
    {
        public string Organisation { get; init; } = "";
        public DateOnly ValidFrom { get; init; }
        public DateOnly ValidUntil { get; init; }
        public DateOnly? TerminatedOn { get; init; }

        /// <summary>Until the day before it was terminated, where that was before its last day.</summary>
        public Period InForce => new Period(ValidFrom, ValidUntil).Before(TerminatedOn);
    }
}
