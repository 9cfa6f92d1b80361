using Contracts.IndustryPartnership;
using FacultyCertification.Features.Practices;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Http;

namespace FacultyCertification.Features.Applications;

/// <summary>D17: what this service knows of the bases and the enterprises of an application's practice.</summary>
/// <param name="Items">The practice, with the days on which it could be done there: none at an unknown place.</param>
/// <param name="Unknown">A base, an enterprise or an agreement whose news have not arrived, so that no days count.</param>
/// <param name="NotAnEnterprise">A known organisation that is not an enterprise.</param>
internal sealed record KnownPractice(IReadOnlyList<PracticeItem> Items, (Wording What, object Id)? Unknown, string? NotAnEnterprise)
{
    public static async Task<KnownPractice> ReadAsync(IReader reader, Application application)
    {
        var stated = application.Evidence.Where(item => item.IsPractice).ToList();
        var booked = await BookedAsync(reader, application.TeacherId, stated);
        var bases = stated.Select(item => item.BaseId).OfType<Guid>().Concat(booked.Values.Select(one => one.BaseId)).Distinct().ToList();
        var enterprises = stated.Select(item => item.Enterprise).OfType<string>().Distinct().ToList();
        var places = await KnownPlaces.ReadAsync(reader, application, bases, enterprises);
        var unknown = stated.Select(item => item.BookingId).OfType<Guid>().Where(id => !booked.ContainsKey(id))
            .Select(id => ((Wording What, object Id)?)("booking", id)).FirstOrDefault() ?? places.Unknown(bases, enterprises);
        return new([.. stated.Select(item => ItemOf(item, booked, places))], unknown, places.NotAnEnterprise);
    }

    private static PracticeItem ItemOf(Evidence item, Dictionary<Guid, Booking> booked, KnownPlaces places)
    {
        if (item.BookingId is not { } id)
        {
            // Only the days that the organisation of the place has confirmed.
            var days = item.Confirmed.Select(period => new Period(period.From, period.Until));
            var countable = days.SelectMany(period => places.Of(item).Select(period.And));
            return new(new(item.From!.Value, item.Until!.Value), [.. countable]);
        }
        if (!booked.TryGetValue(id, out var booking) || booking.Attended.Count == 0) return new(default, []);
        // The attended days, where the base was approved as is known now.
        var approved = places.Periods[booking.BaseId].ToList();
        var attended = booking.Attended.SelectMany(days => approved.Select(days.And));
        return new(new(booking.Attended[0].From, booking.Attended[^1].Until), [.. attended]);
    }

    /// <summary>The teacher's own bookings among the evidence. One that is not completed has no attended day that counts.</summary>
    private static async Task<Dictionary<Guid, Booking>> BookedAsync(IReader reader, Guid teacherId, IReadOnlyList<Evidence> stated)
    {
        var ids = stated.Select(item => item.BookingId).OfType<Guid>().Distinct().ToList();
        var rows = await reader.QueryAsync<BookingRow>(
            "SELECT p.id, p.base_id, p.seat_state FROM faculty.practice p WHERE p.teacher_id = @teacherId AND p.id IN @ids",
            new { teacherId, ids });
        var attended = await PracticeBookingRow.AttendedAsync(reader, ids);
        return rows.ToDictionary(row => row.Id, row => new Booking(
            row.BaseId, row.SeatState == PracticeBooking.Completed ? [.. attended[row.Id].Select(ToPeriod)] : []));
    }

    private static Period ToPeriod(DaysV1 days) => new(days.From, days.Until);

    private sealed record Booking(Guid BaseId, IReadOnlyList<Period> Attended);

    private sealed record BookingRow
    {
        public Guid Id { get; init; }
        public Guid BaseId { get; init; }
        public string? SeatState { get; init; }
    }
}
