using Kernel.Http;

namespace IndustryPartnership.Internships.Filings;

/// <summary>The filters of the list of filings.</summary>
internal sealed record FilingFilter
{
    [Code]
    public string? Enterprise { get; init; }

    [Code]
    public string? Institution { get; init; }

    public DateOnly? ActiveOn { get; init; }
}
