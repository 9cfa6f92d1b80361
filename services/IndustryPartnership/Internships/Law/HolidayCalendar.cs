namespace IndustryPartnership.Internships.Law;

/// <summary>The public holidays of a year, and the days of its weekends that are worked on in their place.</summary>
/// <param name="Id">Its name, such as <c>public-holidays-cn-2026</c>.</param>
/// <param name="Year">The year.</param>
/// <param name="Source">The notice that it puts into data, and whether it was read.</param>
/// <param name="Mark"><c>R</c> where the text was read, <c>R?</c> where it was recalled, <c>D</c> where it is a decision of this platform.</param>
/// <param name="Holidays">The holidays.</param>
/// <param name="WorkingDays">Saturdays and Sundays that are worked on.</param>
/// <param name="Region">The region that it is of; null where it holds wherever no region's own does.</param>
public sealed record HolidayCalendar(string Id, int Year, string Source, string Mark, IReadOnlyList<Holiday> Holidays, IReadOnlyList<DateOnly> WorkingDays, string? Region = null);

/// <param name="Name">Its name.</param>
/// <param name="From">The first day off.</param>
/// <param name="Until">The last.</param>
public sealed record Holiday(string Name, DateOnly From, DateOnly Until);
