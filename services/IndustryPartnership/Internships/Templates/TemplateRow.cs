using System.Text.Json;
using IndustryPartnership.Internships.Law;

namespace IndustryPartnership.Internships.Templates;

/// <summary>A version of a template, as stored.</summary>
internal sealed record TemplateRow
{
    public const string Columns = "t.seq, t.institution, t.version, t.clauses, t.clauses_hash, t.kept_on";

    public long Seq { get; init; }
    public string Institution { get; init; } = "";
    public int Version { get; init; }
    public string Clauses { get; init; } = "";
    public string ClausesHash { get; init; } = "";
    public DateOnly KeptOn { get; init; }

    public AgreementTemplate Show()
    {
        var clauses = JsonSerializer.Deserialize<AgreementClauses>(Clauses, JsonSerializerOptions.Web)!;
        return new(Institution, Version, clauses, ClausesHash, KeptOn);
    }
}
