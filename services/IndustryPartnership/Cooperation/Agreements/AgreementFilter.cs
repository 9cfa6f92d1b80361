using Contracts.IndustryPartnership;
using Kernel.Http;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>The filters of the list of agreements.</summary>
internal sealed record AgreementFilter
{
    [OneOf(AgreementKind.StrategicCooperation, AgreementKind.Articulation, AgreementKind.InternshipFramework)]
    public string? Kind { get; init; }

    [OneOf("draft", "proposed", "signed", "active", "terminated", "expired")]
    public string? State { get; init; }

    [Code]
    public string? Party { get; init; }

    public DateOnly? ValidOn { get; init; }

    [OneOf(
        Contracts.Measure.IntegratingCourses, Contracts.Measure.IntegratingTeachers, Contracts.Measure.GeneralEducation,
        Contracts.Measure.IndustryIntegration)]
    public string? Measure { get; init; }

    [Name(100)]
    public string? Strategy { get; init; }
}
