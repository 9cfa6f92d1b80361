using Kernel.Http;

namespace IndustryPartnership.Internships.Law;

/// <summary>The public holidays of a year, and the weekend days that are worked instead.</summary>
/// <param name="Id">Its name, such as <c>public-holidays-cn-2026</c>.</param>
/// <param name="Year">The year.</param>
/// <param name="Source">The notice that it puts into data, and whether it was read.</param>
/// <param name="Mark"><c>R</c> if the text was read, <c>R?</c> if it was recalled, <c>D</c> if this platform decided it.</param>
/// <param name="Holidays">The holidays.</param>
/// <param name="WorkingDays">Saturdays and Sundays that are working days.</param>
/// <param name="Region">Its region; null if it applies wherever a region has no calendar of its own.</param>
public sealed record HolidayCalendar(
    string Id, int Year, string Source, [property: OneOf("R", "R?", "D")] string Mark, IReadOnlyList<Holiday> Holidays,
    IReadOnlyList<DateOnly> WorkingDays, string? Region = null);

/// <param name="Name">Its name.</param>
/// <param name="From">The first day off.</param>
/// <param name="Until">The last day off.</param>
public sealed record Holiday(string Name, DateOnly From, DateOnly Until);
