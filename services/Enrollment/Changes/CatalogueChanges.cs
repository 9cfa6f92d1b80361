using Enrollment.Features.Admissions;
using Enrollment.Features.Certificates;
using Enrollment.Features.Figures;
using Enrollment.Features.Pathways;
using Kernel.Changes;
using Kernel.Data;

namespace Enrollment.Changes;

/// <summary>Things that every token reads.</summary>
internal static class CatalogueChanges
{
    public static ChangeKind Pathway { get; } = new()
    {
        Name = "pathway",
        Replies = ChangeKind.EachCode<Pathway>((reader, code, _) => PathwayRow.FindAsync(reader, code), it => $"pathways/{it.Code}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, code FROM enrollment.pathway WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
    };

    public static ChangeKind AdmissionConditions { get; } = new()
    {
        Name = "admission-conditions",
        Replies = ChangeKind.Each<AdmissionConditions>(
            (reader, id, _) => ConditionsRow.FindAsync(reader, id), it => $"admission-conditions/{it.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM enrollment.admission_condition WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
    };

    public static ChangeKind XCertificateType { get; } = new()
    {
        Name = "x-certificate-type",
        Replies = ChangeKind.EachCode<XCertificateType>(
            (reader, code, _) => XCertificateTypeRow.FindAsync(reader, code), it => $"x-certificate-types/{it.Code}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, code FROM enrollment.x_certificate_type WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
    };

    public static ChangeKind Figure { get; } = new()
    {
        Name = "figure",
        Replies = ChangeKind.Each<PublishedFigure>(
            (reader, id, _) => PublishedFigureRow.FindAsync(reader, id), it => $"figures/{it.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM enrollment.published_figure WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
    };
}
